package io.throughline.ingest.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A webhook that waits until an order was fetched.
 *
 * @param orderId the storefront's id
 * @param dueAt not earlier than this
 */
public record FetchRequest(UUID webhookId, String source, String shop, String orderKey, String orderId, Instant dueAt) {

    public static FetchRequest of(StoredWebhook webhook, String orderKey, String orderId, Instant dueAt) {
        return new FetchRequest(webhook.id(), webhook.source(), webhook.shop(), orderKey, orderId, dueAt);
    }
}
