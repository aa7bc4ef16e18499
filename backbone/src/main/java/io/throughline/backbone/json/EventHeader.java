package io.throughline.backbone.json;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of an event to write it down, whatever its data.
 *
 * @param occurredAt when it happened at the storefront; absent when it does not say
 * @param traceparent W3C trace context that began at the webhook; absent when it carries none
 * @param reference where its data is; absent when it carries them itself
 */
public record EventHeader(
        UUID id,
        String orderKey,
        String type,
        UUID orderRef,
        int sequence,
        Instant acceptedAt,
        @Nullable Instant occurredAt,
        boolean test,
        @Nullable String traceparent,
        @Nullable DataReference reference) {}
