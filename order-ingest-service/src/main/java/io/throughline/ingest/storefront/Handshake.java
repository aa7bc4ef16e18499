package io.throughline.ingest.storefront;

/**
 * A request without a body by which a storefront tries an address out before it sends webhooks there.
 *
 * @param method {@code GET} or {@code OPTIONS}
 */
public record Handshake(String method, WebhookHeaders headers) {}
