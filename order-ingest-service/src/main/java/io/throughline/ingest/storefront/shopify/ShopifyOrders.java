package io.throughline.ingest.storefront.shopify;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderCalls;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Subscriptions;
import java.util.Map;
import java.util.Optional;

/** Shopify's REST Admin API, whose Order is letter by letter what its webhooks carry. */
final class ShopifyOrders implements OrderSource {

    @Override
    public Map<String, String> credentials(OrderApi api) {
        return Map.of("X-Shopify-Access-Token", api.token());
    }

    @Override
    public Meaning fetch(String shop, String orderId, OrderCalls calls) {
        return calls.object("/orders/" + orderId + ".json")
                .<Meaning>map(answer -> new Meaning.Snapshot(new ShopifyOrder(shop, order(answer)).map()))
                .orElseGet(() -> new Meaning.Missing(OrderKeys.of(ShopifyStorefront.SOURCE, shop, orderId)));
    }

    @Override
    public Optional<OrderListing> listing() {
        return Optional.of(new ShopifyListing());
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.of(new ShopifySubscriptions());
    }

    private static Document order(Document answer) {
        return answer.child("order")
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The answer has no order"));
    }
}
