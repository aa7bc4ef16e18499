package io.throughline.ingest.storefront.woocommerce;

import io.throughline.ingest.storefront.ChangeCalls;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.QueryCalls;
import io.throughline.ingest.storefront.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** WooCommerce's webhooks, which it disables itself, and which a person may pause. */
final class WooSubscriptions implements Subscriptions {

    private static final int PER_PAGE = 100;

    @Override
    public List<Subscription> list(QueryCalls calls) {
        return calls.pages("/webhooks?per_page=" + PER_PAGE + "&page=", PER_PAGE).stream()
                .filter(webhook -> !status(webhook).equals("paused"))
                .map(webhook -> new Subscription(
                        webhook.id("id"),
                        webhook.text("topic").orElse(""),
                        webhook.text("delivery_url").orElse(""),
                        status(webhook).equals("active")))
                .toList();
    }

    private static String status(Document webhook) {
        return webhook.text("status").orElse("");
    }

    @Override
    public boolean enable(Subscription subscription, ChangeCalls calls) {
        Optional<byte[]> changed = subscription
                .id()
                .flatMap(
                        id -> calls.put("/webhooks/" + id, "{\"status\":\"active\"}".getBytes(StandardCharsets.UTF_8)));
        return changed.isPresent();
    }
}
