package io.throughline.ingest.storefront.shopify;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's GraphQL Admin API, which lists orders by the time of their last change or of their making; a cursor stays
 * at its place when orders leave the list. Of each order only what is compared is asked for, so a page costs little of
 * the shop's budget.
 *
 * <p>Of an order placed, {@code totalPriceSet.shopMoney} is compared: the GraphQL name of REST's {@code total_price},
 * the total before returns in the shop's currency, which the mapper takes for the order's total. Not
 * {@code currentTotalPriceSet}, which every refund and return reduces, nor the presentment money.
 */
final class ShopifyListing implements OrderListing {

    private static final int PER_PAGE = 250;
    private static final Duration WHEN_UNSAID = Duration.ofSeconds(5);

    private static final String QUERY = """
            query($first: Int!, $after: String, $query: String!) {
              orders(first: $first, after: $after, sortKey: %s, query: $query) {
                nodes { legacyResourceId updatedAt %s }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    private static final String MODIFIED = QUERY.formatted("UPDATED_AT", "");
    private static final String PLACED =
            QUERY.formatted("CREATED_AT", "totalPriceSet { shopMoney { amount currencyCode } }");

    /** The variables of the query; an absent cursor is not written. */
    private record Variables(int first, @Nullable String after, String query) {}

    /** The body of the request. */
    private record Question(String query, Variables variables) {}

    @Override
    public Page<Listed> modified(Window window, Optional<String> cursor, QueryCalls calls) {
        Document orders = ask(question(MODIFIED, "updated_at", window, cursor), calls);
        return new Page<>(
                orders.list("nodes").stream().map(ShopifyListing::listed).toList(), next(orders));
    }

    @Override
    public Page<Placed> placed(Window window, Optional<String> cursor, QueryCalls calls) {
        Document orders = ask(question(PLACED, "created_at", window, cursor), calls);
        return new Page<>(
                orders.list("nodes").stream().map(ShopifyListing::placed).toList(), next(orders));
    }

    private static Question question(String query, String date, Window window, Optional<String> cursor) {
        String search = date + ":>='" + window.from() + "' AND " + date + ":<='" + window.to() + "'";
        return new Question(query, new Variables(PER_PAGE, cursor.orElse(null), search));
    }

    private static Document ask(Question question, QueryCalls calls) {
        Document answer = calls.ask("/graphql.json", Json.mapper().writeValueAsBytes(question))
                .map(Document::parse)
                .orElseThrow(() -> FetchException.later("fetch-unavailable", "There is no GraphQL at the api"));
        return answer.child("data").flatMap(data -> data.child("orders")).orElseThrow(() -> failure(answer));
    }

    private static Optional<String> next(Document orders) {
        return orders.child("pageInfo")
                .filter(info -> info.flag("hasNextPage"))
                .map(info -> info.requiredText("endCursor"));
    }

    private static Listed listed(Document node) {
        return new Listed(
                node.requiredId("legacyResourceId"),
                node.requiredTime("updatedAt").toInstant());
    }

    private static Placed placed(Document node) {
        Document total = node.child("totalPriceSet")
                .flatMap(set -> set.child("shopMoney"))
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "A listed order has no total"));
        Listed listed = listed(node);
        return new Placed(
                listed.orderId(),
                listed.version(),
                new ShopMoney(total.requiredText("currencyCode")).in(total, "amount"));
    }

    /** A throttled query is answered 200, with what it would have cost and how fast the budget grows. */
    private static RuntimeException failure(Document answer) {
        List<Document> errors = answer.list("errors");
        if (errors.isEmpty()) {
            return new NotUnderstoodException("missing-field", "The answer has no orders and no errors");
        }
        String code = errors.getFirst()
                .child("extensions")
                .flatMap(extensions -> extensions.text("code"))
                .orElse("");
        return switch (code) {
            case "THROTTLED" -> FetchException.after("fetch-throttled", "The query budget is spent", wait(answer));
            case "ACCESS_DENIED" ->
                FetchException.later("fetch-unauthorized", "The token may not list orders, or the shop is closed");
            default -> FetchException.later("fetch-refused", "The query is answered with errors");
        };
    }

    private static Duration wait(Document answer) {
        return answer.child("extensions")
                .flatMap(extensions -> extensions.child("cost"))
                .flatMap(ShopifyListing::untilAffordable)
                .orElse(WHEN_UNSAID);
    }

    private static Optional<Duration> untilAffordable(Document cost) {
        Optional<Document> status = cost.child("throttleStatus");
        Optional<BigDecimal> rate = status.flatMap(now -> now.decimal("restoreRate"));
        if (rate.isEmpty() || rate.get().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal missing = cost.decimal("requestedQueryCost")
                .orElse(BigDecimal.ZERO)
                .subtract(
                        status.flatMap(now -> now.decimal("currentlyAvailable")).orElse(BigDecimal.ZERO));
        long seconds = (long) Math.ceil(missing.doubleValue() / rate.get().doubleValue());
        return Optional.of(
                Duration.ofSeconds(Math.clamp(seconds, 1, Duration.ofMinutes(10).toSeconds())));
    }
}
