package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Subscriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * BigCommerce keeps an order in two versions of its API: v2 has the order, its lines, addresses, coupons and taxes, v3
 * its refunds and transactions. Each is a call of its own: the order is read again after its parts, which belong to it
 * only when it did not change meanwhile. The links between them that v2 sends are not followed.
 */
final class BigCommerceOrders implements OrderSource {

    private static final int PER_PAGE = 250;
    private static final String PAGE = "?limit=" + PER_PAGE + "&page=";

    @Override
    public Map<String, String> credentials(OrderApi api) {
        return Map.of("X-Auth-Token", api.token());
    }

    @Override
    public Meaning fetch(String shop, String orderId, OrderCalls calls) {
        return OrderCalls.coherent(() -> read(shop, orderId, calls));
    }

    /** Absent when the order changed between the first call and the last. */
    private static Optional<Meaning> read(String shop, String orderId, OrderCalls calls) {
        String path = "/v2/orders/" + orderId;
        Optional<Document> order = calls.object(path);
        if (order.isEmpty()) {
            return Optional.of(new Meaning.Missing(OrderKeys.of(BigCommerceStorefront.SOURCE, shop, orderId)));
        }
        Meaning meaning = meaning(shop, order.get(), () -> parts(order.get(), orderId, calls));
        boolean whole = !(meaning instanceof Meaning.Restoration)
                || calls.object(path)
                        .filter(again -> isSame(again, order.get()))
                        .isPresent();
        return whole ? Optional.of(meaning) : Optional.empty();
    }

    /** Its time of modification is in seconds: what tells of payments and refunds must be the same too. */
    private static boolean isSame(Document again, Document before) {
        return Stream.of("date_modified", "status_id", "payment_status", "refunded_amount")
                .allMatch(name -> again.text(name).equals(before.text(name)));
    }

    @Override
    public Optional<OrderListing> listing() {
        return Optional.of(new BigCommerceListing());
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.of(new BigCommerceSubscriptions());
    }

    /** An archived order counts as deleted; it can be taken back, and no webhook says so but the order itself. */
    private static Meaning meaning(String shop, Document order, Supplier<Parts> parts) {
        String orderKey = OrderKeys.of(BigCommerceStorefront.SOURCE, shop, order.requiredId("id"));
        if (BigCommerceStatus.isIncomplete(order)) {
            return new Meaning.NoOrder("not-an-order-yet");
        }
        return order.flag("is_deleted")
                ? new Meaning.Deletion(orderKey, order.rfc2822("date_modified").orElse(null))
                : new Meaning.Restoration(new BigCommerceOrder(orderKey, parts.get()).map());
    }

    /** The paths are made of the id that was asked for, never of one that an answer names. */
    private static Parts parts(Document order, String orderId, OrderCalls calls) {
        String v2 = "/v2/orders/" + orderId;
        String v3 = "/v3/orders/" + orderId;
        return new Parts(
                order,
                calls.pages(v2 + "/products" + PAGE, PER_PAGE),
                calls.pages(v2 + "/shipping_addresses" + PAGE, PER_PAGE),
                calls.pages(v2 + "/coupons" + PAGE, PER_PAGE),
                new Payments(
                        calls.pages(v2 + "/taxes" + PAGE, PER_PAGE),
                        data(calls, v3 + "/payment_actions/refunds"),
                        data(calls, v3 + "/transactions")));
    }

    private static List<Document> data(OrderCalls calls, String path) {
        return calls.get(path)
                .filter(body -> body.length > 0)
                .map(body -> Document.parse(body).list("data"))
                .orElse(List.of());
    }

    /**
     * What one order consists of there.
     *
     * @param payments taxes, refunds and transactions
     */
    record Parts(
            Document order,
            List<Document> products,
            List<Document> addresses,
            List<Document> coupons,
            Payments payments) {}

    /** Taxes, refunds and transactions. */
    record Payments(List<Document> taxes, List<Document> refunds, List<Document> transactions) {}
}
