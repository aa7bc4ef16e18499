package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderCalls;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Adobe Commerce's REST API V1: the order, and its credit memos where something was given back. */
final class AdobeOrders implements OrderSource {

    private static final int MOST_MEMOS = 200;

    @Override
    public Map<String, String> credentials(OrderApi api) {
        return Map.of("Authorization", "Bearer " + api.token());
    }

    @Override
    public Meaning fetch(String shop, String orderId, OrderCalls calls) {
        return OrderCalls.coherent(() -> read(shop, orderId, calls));
    }

    /** Absent when the order changed between the first call and the last. */
    private static Optional<Meaning> read(String shop, String orderId, OrderCalls calls) {
        String path = "/orders/" + orderId;
        Optional<Document> order = calls.object(path);
        if (order.isEmpty()) {
            return Optional.of(new Meaning.Missing(OrderKeys.of(AdobeCommerceStorefront.SOURCE, shop, orderId)));
        }
        if (order.get().decimal("total_refunded").orElse(BigDecimal.ZERO).signum() == 0) {
            return Optional.of(new AdobeOrder(shop, order.get(), List.of()).read());
        }
        List<Document> memos = memos(orderId, calls);
        return calls.object(path)
                .filter(again -> isSame(again, order.get()))
                .map(same -> new AdobeOrder(shop, same, memos).read());
    }

    /** Its time of change is in seconds: what tells of refunds must be the same too. */
    private static boolean isSame(Document again, Document before) {
        return Stream.of("updated_at", "state", "total_paid", "total_refunded")
                .allMatch(name -> again.text(name).equals(before.text(name)));
    }

    private static List<Document> memos(String orderId, OrderCalls calls) {
        String path = "/creditmemos?"
                + Search.begin().where("order_id", "eq", orderId).page("entity_id", MOST_MEMOS);
        List<Document> memos =
                calls.object(path).map(found -> found.list("items")).orElse(List.of());
        if (memos.size() >= MOST_MEMOS) {
            throw new NotUnderstoodException("fetched-too-large", "The order has too many credit memos");
        }
        return memos;
    }

    @Override
    public Optional<OrderListing> listing() {
        return Optional.of(new AdobeListing());
    }
}
