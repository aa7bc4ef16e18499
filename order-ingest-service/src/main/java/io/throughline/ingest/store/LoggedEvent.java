package io.throughline.ingest.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log.
 *
 * @param acceptedAt when its webhook was accepted; absent on an event that an earlier release appended
 * @param test whether the storefront marks the order as a test; absent likewise
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
        @Nullable Instant acceptedAt,
        @Nullable Boolean test,
        byte[] body) {}
