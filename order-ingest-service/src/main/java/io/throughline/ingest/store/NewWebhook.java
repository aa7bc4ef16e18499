package io.throughline.ingest.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook, not yet written down.
 *
 * @param deliveryKey equal for deliveries of the same webhook, and for no others of any shop
 * @param body as it was signed, not deflated
 */
public record NewWebhook(
        UUID id,
        String source,
        String shop,
        UUID deliveryKey,
        @Nullable String topic,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        String traceparent) {}
