package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** BigCommerce's Orders API v2 with the payments of v3, and its hooks. An empty list is answered 204. */
final class BigCommerceApi implements ShopApi {

    private static final String BASE = "/stores/stub";
    private static final String V2 = BASE + "/v2/orders";
    private static final Pattern ORDER = Pattern.compile(V2 + "/([0-9]+)(?:/([a-z_]+))?");
    private static final Pattern PAYMENTS =
            Pattern.compile(BASE + "/v3/orders/([0-9]+)/(?:payment_actions/)?(refunds|transactions)");
    private static final Pattern HOOK = Pattern.compile(BASE + "/v3/hooks/([0-9]+)");
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 250;

    private final Books books;
    private final String token;

    BigCommerceApi(Books books, String token) {
        this.books = books;
        this.token = token;
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public boolean admits(StubRequest request) {
        return request.header("X-Auth-Token").orElse("").equals(token);
    }

    @Override
    public StubAnswer answer(StubRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + V2 -> list(paged(request, orders(request)));
            case "GET " + BASE + "/v3/hooks" -> data(paged(request, hooks()));
            default -> request.isChange() ? hook(request) : order(request);
        };
    }

    private List<ObjectNode> orders(StubRequest request) {
        boolean byCreation = request.query().containsKey("min_date_created");
        Function<Sale, Instant> time = byCreation ? Sale::createdAt : Sale::updatedAt;
        String kind = byCreation ? "created" : "modified";
        Instant from = Instant.parse(request.query().getOrDefault("min_date_" + kind, "1970-01-01T00:00:00Z"));
        Instant to = Instant.parse(request.query().getOrDefault("max_date_" + kind, "9999-01-01T00:00:00Z"));
        long first = Long.parseLong(request.query().getOrDefault("min_id", "0"));
        return books.between(time, from, to).stream()
                .filter(sale -> sale.id() >= first)
                .sorted(Comparator.comparingLong(Sale::id))
                .map(BigCommerceOrder::of)
                .toList();
    }

    private StubAnswer order(StubRequest request) {
        Matcher order = ORDER.matcher(request.path());
        if (order.matches()) {
            return books.sale(order.group(1))
                    .map(sale -> order.group(2) == null
                            ? StubAnswer.of(200, BigCommerceOrder.of(sale))
                            : list(paged(request, BigCommerceOrder.part(sale, order.group(2)))))
                    .orElseGet(ShopApi::notFound);
        }
        Matcher payments = PAYMENTS.matcher(request.path());
        return payments.matches()
                ? books.sale(payments.group(1))
                        .map(sale -> data(BigCommerceOrder.part(sale, payments.group(2))))
                        .orElseGet(ShopApi::notFound)
                : ShopApi.notFound();
    }

    private StubAnswer hook(StubRequest request) {
        Matcher hook = HOOK.matcher(request.path());
        return hook.matches() && request.method().equals("PUT")
                ? books.activate(hook.group(1), request.json().path("is_active").asBoolean(false))
                        .map(changed -> StubAnswer.of(200, Map.of("data", view(changed), "meta", Map.of())))
                        .orElseGet(ShopApi::notFound)
                : ShopApi.notFound();
    }

    private List<Map<String, Object>> hooks() {
        return books.subscriptions().stream().map(this::view).toList();
    }

    private Map<String, Object> view(Subscription one) {
        return Map.of("id", one.id(), "scope", one.topic(), "destination", books.address(), "is_active", one.active());
    }

    private static <T> List<T> paged(StubRequest request, List<T> all) {
        int most = Math.min(ShopApi.number(request, "limit", USUAL_PAGE), LARGEST_PAGE);
        return ShopApi.page(all, (ShopApi.number(request, "page", 1) - 1) * most, most);
    }

    private static StubAnswer list(List<?> items) {
        return items.isEmpty() ? StubAnswer.empty() : StubAnswer.of(200, items);
    }

    private static StubAnswer data(List<?> items) {
        return StubAnswer.of(200, Map.of("data", items, "meta", Map.of()));
    }
}
