package io.throughline.dashboard.ledger;

import io.throughline.backbone.json.EventHeader;
import io.throughline.events.EventEnvelope;
import io.throughline.events.order.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as topic {@code orders} carried it, as far as the ledger is about it.
 *
 * @param sourceOrderId the order's id at the storefront
 * @param displayNumber what people call the order
 * @param webhookId the message's correlation id; absent when it had none
 * @param traceId 32 hexadecimal digits; absent when it came without a trace
 * @param terms what it adds to the search; absent where the event came without its data
 * @param total what the customer owes for the whole order; absent where the event came without its data
 */
public record SeenEvent(
        UUID eventId,
        UUID orderRef,
        int sequence,
        String orderKey,
        String sourceOrderId,
        String displayNumber,
        String type,
        Instant occurredAt,
        Instant acceptedAt,
        @Nullable String webhookId,
        @Nullable String traceId,
        boolean test,
        @Nullable SearchTerms terms,
        @Nullable Money total) {

    private static final int TRACEPARENT_PARTS = 4;
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

    public static SeenEvent of(EventEnvelope<?> event, @Nullable String webhookId) {
        return new SeenEvent(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                event.data().order().sourceOrderId(),
                event.data().order().displayNumber(),
                event.type().name(),
                event.occurredAt(),
                event.acceptedAt(),
                webhookId,
                traceId(event.traceparent()),
                event.test(),
                SearchTerms.of(event.data()),
                event.data().order().totals().total());
    }

    /** An event that is too large to carry its data; the ledger does without, and calls the order by its id. */
    public static SeenEvent withoutData(EventHeader event, @Nullable String webhookId) {
        String sourceOrderId = event.orderKey().substring(event.orderKey().lastIndexOf(':') + 1);
        return new SeenEvent(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                sourceOrderId,
                sourceOrderId,
                event.type(),
                Optional.ofNullable(event.occurredAt()).orElse(event.acceptedAt()),
                event.acceptedAt(),
                webhookId,
                traceId(event.traceparent()),
                event.test(),
                null,
                null);
    }

    /** The second of the four parts of W3C's {@code traceparent}. */
    private static @Nullable String traceId(@Nullable String traceparent) {
        String[] parts = traceparent == null ? new String[0] : traceparent.split("-", -1);
        return parts.length >= TRACEPARENT_PARTS && TRACE_ID.matcher(parts[1]).matches() ? parts[1] : null;
    }
}
