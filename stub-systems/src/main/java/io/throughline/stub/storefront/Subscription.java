package io.throughline.stub.storefront;

/**
 * What a shop sends webhooks about.
 *
 * @param topic the shop software's topic or scope
 * @param active whether it sends; Shopify has no inactive ones, it removes them
 */
public record Subscription(long id, String topic, boolean active) {

    Subscription with(boolean nowActive) {
        return new Subscription(id, topic, nowActive);
    }
}
