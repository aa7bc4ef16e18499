package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** WooCommerce's REST API v3: orders, their refunds, and webhooks. */
final class WooApi implements ShopApi {

    static final String USER = "ck_stub";

    private static final String BASE = "/wp-json/wc/v3";
    private static final Pattern ORDER = Pattern.compile(BASE + "/orders/([0-9]+)(/refunds)?");
    private static final Pattern WEBHOOK = Pattern.compile(BASE + "/webhooks/([0-9]+)");
    private static final int USUAL_PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    private final Books books;
    private final String authorization;

    WooApi(Books books, String token) {
        this.books = books;
        byte[] pair = (USER + ":" + token).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public boolean admits(StubRequest request) {
        return request.header("Authorization").orElse("").equals(authorization);
    }

    @Override
    public StubAnswer answer(StubRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + BASE + "/orders" -> StubAnswer.of(200, orders(request));
            case "GET " + BASE + "/webhooks" -> StubAnswer.of(200, paged(request, webhooks()));
            default -> one(request);
        };
    }

    private StubAnswer one(StubRequest request) {
        Matcher order = ORDER.matcher(request.path());
        if (order.matches() && !request.isChange()) {
            return books.sale(order.group(1))
                    .map(sale -> StubAnswer.of(
                            200, order.group(2) == null ? WooOrder.of(sale) : paged(request, WooOrder.refunds(sale))))
                    .orElseGet(WooApi::unknown);
        }
        Matcher webhook = WEBHOOK.matcher(request.path());
        return webhook.matches() && request.method().equals("PUT")
                ? books.activate(
                                webhook.group(1),
                                request.json().path("status").asString("").equals("active"))
                        .map(changed -> StubAnswer.of(200, view(changed)))
                        .orElseGet(WooApi::unknown)
                : unknown();
    }

    private static StubAnswer unknown() {
        return StubAnswer.of(404, Map.of("code", "woocommerce_rest_shop_order_invalid_id", "message", "Invalid ID."));
    }

    /** By id; both bounds are left out of what they bound, as WordPress does. */
    private List<ObjectNode> orders(StubRequest request) {
        boolean byCreation = request.query().containsKey("after");
        Instant from = time(request, byCreation ? "after" : "modified_after", Instant.MIN);
        Instant to = time(request, byCreation ? "before" : "modified_before", Instant.MAX);
        List<ObjectNode> found =
                books
                        .between(byCreation ? Sale::createdAt : Sale::updatedAt, from.plusNanos(1), to.minusNanos(1))
                        .stream()
                        .sorted(Comparator.comparingLong(Sale::id))
                        .map(WooOrder::of)
                        .toList();
        return paged(request, found);
    }

    private static Instant time(StubRequest request, String parameter, Instant usual) {
        String given = request.query().getOrDefault(parameter, "");
        if (given.isEmpty()) {
            return usual.equals(Instant.MIN) ? Instant.EPOCH : Instant.parse("9999-01-01T00:00:00Z");
        }
        return LocalDateTime.parse(given.replace("Z", "")).toInstant(ZoneOffset.UTC);
    }

    private static <T> List<T> paged(StubRequest request, List<T> all) {
        int most = Math.min(ShopApi.number(request, "per_page", USUAL_PAGE), LARGEST_PAGE);
        int skipped = (ShopApi.number(request, "page", 1) - 1) * most;
        return ShopApi.page(all, ShopApi.number(request, "offset", skipped), most);
    }

    private List<Map<String, Object>> webhooks() {
        return books.subscriptions().stream().map(this::view).toList();
    }

    private Map<String, Object> view(Subscription one) {
        return Map.of(
                "id",
                one.id(),
                "status",
                one.active() ? "active" : "disabled",
                "topic",
                one.topic(),
                "delivery_url",
                books.address());
    }
}
