package io.throughline.ingest.storefront.shopify;

import io.throughline.ingest.storefront.WebhookHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * Shopify's header fields, which come in two families: {@code X-Shopify-…} and, with its newer Events,
 * {@code shopify-…}. The newer one wins, as in Shopify's own validator.
 */
record ShopifyHeaders(WebhookHeaders headers, String prefix) {

    private static final String CLASSIC = "x-shopify-";
    private static final String EVENTS = "shopify-";
    private static final String SIGNATURE = "hmac-sha256";

    static ShopifyHeaders of(WebhookHeaders headers) {
        boolean signedClassic = headers.first(CLASSIC + SIGNATURE).isPresent();
        boolean signedEvents = headers.first(EVENTS + SIGNATURE).isPresent();
        // A stored webhook has no signature any more: then the topic tells the family.
        boolean topicOfEvents = headers.first(EVENTS + "topic").isPresent();
        boolean events = signedEvents || (!signedClassic && topicOfEvents);
        return new ShopifyHeaders(headers, events ? EVENTS : CLASSIC);
    }

    static boolean keeps(String name) {
        return (name.startsWith(CLASSIC) || name.startsWith(EVENTS)) && !name.endsWith(SIGNATURE);
    }

    Optional<String> signature() {
        return find(SIGNATURE);
    }

    /** {@code orders/create} */
    Optional<String> topic() {
        return find("topic").map(topic -> topic.toLowerCase(Locale.ROOT));
    }

    Optional<String> eventId() {
        return find("event-id");
    }

    Optional<String> webhookId() {
        return find("webhook-id");
    }

    /** The name of the subscription, when it has one. */
    Optional<String> subscription() {
        return find(prefix.equals(EVENTS) ? "handle" : "name");
    }

    Optional<String> triggeredAt() {
        return find("triggered-at");
    }

    private Optional<String> find(String name) {
        return headers.first(prefix + name);
    }
}
