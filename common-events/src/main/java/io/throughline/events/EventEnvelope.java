package io.throughline.events;

import java.time.Instant;
import java.util.UUID;

/**
 * One event with what everybody must know about it; on the wire a CloudEvents 1.0 document.
 *
 * @param id UUIDv7, given once when the event is appended; a replay keeps it
 * @param source {@code /<storefront>/<shop>}: {@code /shopify/demo-shop}
 * @param orderKey the CloudEvents subject: {@code shopify:demo-shop:820982911946154508}
 * @param orderRef UUIDv7 given to the order with its first event: the time-ordered key of all tables
 * @param sequence 1, 2, 3 … per order, without gaps
 * @param occurredAt when it happened at the storefront; {@code time} on the wire
 * @param acceptedAt when we took it; lag is counted from here
 * @param traceparent W3C trace context that began at the webhook
 * @param test whether the storefront marks the order as a test
 */
public record EventEnvelope<E extends OrderEvent>(
        UUID id,
        String source,
        String orderKey,
        EventType<E> type,
        UUID orderRef,
        int sequence,
        Instant occurredAt,
        Instant acceptedAt,
        Origin origin,
        String traceparent,
        boolean test,
        E data) {

    public EventEnvelope {
        if (sequence < 1) {
            throw new IllegalArgumentException("An order's sequence begins at 1, not at " + sequence);
        }
    }
}
