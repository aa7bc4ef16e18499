package io.throughline.ingest.storefront;

/**
 * A request of a storefront, as it came or as it was written down.
 *
 * @param shop our slug of the shop
 * @param body the bytes that were signed
 */
public record WebhookRequest(String shop, WebhookHeaders headers, byte[] body) {}
