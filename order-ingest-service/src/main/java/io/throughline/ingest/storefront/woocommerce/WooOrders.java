package io.throughline.ingest.storefront.woocommerce;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** WooCommerce's REST API v3: the order, and its refunds where it has any. */
final class WooOrders implements OrderSource {

    private static final int PER_PAGE = 100;

    @Override
    public Map<String, String> credentials(OrderApi api) {
        byte[] pair = ((api.user() == null ? "" : api.user()) + ":" + api.token()).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public Meaning fetch(String shop, String orderId, OrderCalls calls) {
        return OrderCalls.coherent(() -> read(shop, orderId, calls));
    }

    /** Absent when the order names other refunds than were found: there is a new one, or one was deleted. */
    private static Optional<Meaning> read(String shop, String orderId, OrderCalls calls) {
        String path = "/orders/" + orderId;
        Optional<Document> order = calls.object(path);
        if (order.isEmpty()) {
            return Optional.of(new Meaning.Missing(OrderKeys.of(WooCommerceStorefront.SOURCE, shop, orderId)));
        }
        List<Document> refunds = refunds(order.get(), path, calls);
        return ids(refunds).equals(ids(order.get().list("refunds")))
                ? Optional.of(new WooOrder(shop, order.get()).fetched(refunds))
                : Optional.empty();
    }

    private static Set<String> ids(List<Document> refunds) {
        return refunds.stream().map(refund -> refund.requiredId("id")).collect(Collectors.toSet());
    }

    @Override
    public Optional<OrderListing> listing() {
        return Optional.of(new WooListing());
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.of(new WooSubscriptions());
    }

    private static List<Document> refunds(Document order, String path, OrderCalls calls) {
        return order.list("refunds").isEmpty()
                ? List.of()
                : calls.pages(path + "/refunds?per_page=" + PER_PAGE + "&page=", PER_PAGE);
    }
}
