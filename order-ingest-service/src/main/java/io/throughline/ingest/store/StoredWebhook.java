package io.throughline.ingest.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A webhook that is to be understood. */
public record StoredWebhook(
        UUID id,
        String source,
        String shop,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        String traceparent) {}
