package io.throughline.ingest.store;

import java.util.UUID;

/**
 * One event of the log.
 *
 * @param body the CloudEvents document, not deflated
 */
public record LoggedEvent(
        UUID eventId,
        UUID orderRef,
        int sequence,
        String orderKey,
        String type,
        UUID webhookId,
        String traceparent,
        byte[] body) {}
