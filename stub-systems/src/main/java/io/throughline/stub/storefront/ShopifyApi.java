package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Shopify's Admin API: one order and the webhook subscriptions over REST, lists of orders over GraphQL. Of GraphQL it
 * understands the one query {@code orders(first, after, sortKey, query)} and reads only its variables.
 */
final class ShopifyApi implements ShopApi {

    private static final String BASE = "/admin/api/2026-07";
    private static final Pattern ORDER = Pattern.compile(BASE + "/orders/([0-9]+)\\.json");
    private static final Pattern BOUND = Pattern.compile("(?:updated_at|created_at):(>=|<=)'([^']+)'");
    private static final int LARGEST_PAGE = 250;

    private final Books books;
    private final String token;
    private final CostBucket bucket = new CostBucket(Clock.systemUTC());

    ShopifyApi(Books books, String token) {
        this.books = books;
        this.token = token;
    }

    @Override
    public String base() {
        return BASE;
    }

    CostBucket bucket() {
        return bucket;
    }

    @Override
    public boolean admits(StubRequest request) {
        return request.header("X-Shopify-Access-Token").orElse("").equals(token);
    }

    @Override
    public StubAnswer answer(StubRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST " + BASE + "/graphql.json" -> graphql(request.json());
            case "GET " + BASE + "/webhooks.json" -> StubAnswer.of(200, Map.of("webhooks", webhooks()));
            case "POST " + BASE + "/webhooks.json" -> subscribe(request.json().path("webhook"));
            default -> order(request);
        };
    }

    private StubAnswer order(StubRequest request) {
        Matcher order = ORDER.matcher(request.path());
        return order.matches() && !request.isChange()
                ? books.sale(order.group(1))
                        .map(sale -> StubAnswer.of(200, Map.of("order", ShopifyOrder.of(sale))))
                        .orElseGet(ShopApi::notFound)
                : ShopApi.notFound();
    }

    private List<Map<String, Object>> webhooks() {
        return books.subscriptions().stream().map(this::view).toList();
    }

    private Map<String, Object> view(Subscription one) {
        return Map.of("id", one.id(), "address", books.address(), "topic", one.topic(), "format", "json");
    }

    /** An address may have one subscription of a topic. */
    private StubAnswer subscribe(JsonNode wish) {
        String topic = wish.path("topic").asString("");
        if (!wish.path("address").asString("").equals(books.address()) || books.tells(topic)) {
            return StubAnswer.of(422, Map.of("errors", Map.of("address", List.of("for this topic has been taken"))));
        }
        return books.subscribe(topic)
                .map(made -> StubAnswer.of(201, Map.of("webhook", view(made))))
                .orElseGet(() -> StubAnswer.of(422, Map.of("errors", "too many")));
    }

    private StubAnswer graphql(JsonNode body) {
        JsonNode wish = body.path("variables");
        int first = Math.min(wish.path("first").asInt(LARGEST_PAGE), LARGEST_PAGE);
        int cost = 2 + first;
        if (!body.path("query").asString("").contains("orders(")) {
            return StubAnswer.of(200, Map.of("errors", List.of(Map.of("message", "Unknown query"))));
        }
        if (!bucket.take(cost)) {
            return StubAnswer.of(
                    200,
                    Map.of(
                            "errors",
                            List.of(Map.of("message", "Throttled", "extensions", Map.of("code", "THROTTLED"))),
                            "extensions",
                            cost(cost)));
        }
        String search = wish.path("query").asString("");
        Function<Sale, Instant> time = search.contains("created_at:") ? Sale::createdAt : Sale::updatedAt;
        List<Sale> found = matching(search, time);
        int skipped = skipped(wish.path("after").asString(""), found, time);
        return StubAnswer.of(
                200, Map.of("data", Map.of("orders", page(found, skipped, first, time)), "extensions", cost(cost)));
    }

    private Map<String, Object> cost(int requested) {
        return Map.of(
                "cost",
                Map.of(
                        "requestedQueryCost",
                        requested,
                        "throttleStatus",
                        Map.of(
                                "maximumAvailable", bucket.maximum(),
                                "currentlyAvailable", bucket.available(),
                                "restoreRate", bucket.restoredPerSecond())));
    }

    private List<Sale> matching(String search, Function<Sale, Instant> time) {
        Instant from = Instant.MIN;
        Instant to = Instant.MAX;
        Matcher bound = BOUND.matcher(search);
        while (bound.find()) {
            Instant at = OffsetDateTime.parse(bound.group(2)).toInstant();
            from = bound.group(1).equals(">=") ? at : from;
            to = bound.group(1).equals("<=") ? at : to;
        }
        return books.between(time, from, to);
    }

    /** A cursor names the last order of the page before, and so stays where it is when orders leave the list. */
    private static int skipped(String cursor, List<Sale> found, Function<Sale, Instant> time) {
        if (cursor.isEmpty()) {
            return 0;
        }
        String[] place = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
        Instant at = Instant.parse(place[0]);
        long id = Long.parseLong(place[1]);
        return (int) found.stream()
                .filter(sale ->
                        time.apply(sale).isBefore(at) || (time.apply(sale).equals(at) && sale.id() <= id))
                .count();
    }

    private static Map<String, Object> page(List<Sale> found, int skipped, int first, Function<Sale, Instant> time) {
        List<Sale> page = ShopApi.page(found, skipped, first);
        List<Map<String, Object>> nodes = new ArrayList<>();
        page.forEach(sale -> nodes.add(node(sale)));
        boolean more = skipped + page.size() < found.size();
        String cursor = page.isEmpty() ? "" : cursor(page.getLast(), time);
        return Map.of("nodes", nodes, "pageInfo", Map.of("hasNextPage", more, "endCursor", cursor));
    }

    private static Map<String, Object> node(Sale sale) {
        return Map.of(
                "legacyResourceId",
                Long.toString(sale.id()),
                "createdAt",
                sale.createdAt().toString(),
                "updatedAt",
                sale.updatedAt().toString(),
                "totalPriceSet",
                Map.of(
                        "shopMoney",
                        Map.of(
                                "amount",
                                sale.shop().amount(sale.total()),
                                "currencyCode",
                                sale.shop().currency().getCurrencyCode())));
    }

    private static String cursor(Sale last, Function<Sale, Instant> time) {
        String place = time.apply(last) + " " + last.id();
        return Base64.getEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
