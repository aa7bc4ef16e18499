package io.throughline.ingest.storefront.shopify;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.storefront.ChangeCalls;
import io.throughline.ingest.storefront.QueryCalls;
import io.throughline.ingest.storefront.Subscriptions;
import java.util.List;
import java.util.Map;

/** Shopify's webhook subscriptions of the Admin API, which it removes: they are made anew. */
final class ShopifySubscriptions implements Subscriptions {

    private static final int MOST = 250;

    @Override
    public List<Subscription> list(QueryCalls calls) {
        return calls
                .object("/webhooks.json?limit=" + MOST)
                .map(answer -> answer.list("webhooks"))
                .orElse(List.of())
                .stream()
                .map(webhook -> new Subscription(
                        webhook.id("id"),
                        webhook.text("topic").orElse(""),
                        webhook.text("address").orElse(""),
                        true))
                .toList();
    }

    @Override
    public boolean enable(Subscription subscription, ChangeCalls calls) {
        byte[] wish = Json.mapper()
                .writeValueAsBytes(Map.of(
                        "webhook",
                        Map.of("topic", subscription.topic(), "address", subscription.address(), "format", "json")));
        return calls.ask("/webhooks.json", wish).isPresent();
    }
}
