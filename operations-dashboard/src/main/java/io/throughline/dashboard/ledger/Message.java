package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event owed to one integration, and what became of it.
 *
 * @param delivery absent while the integration told nothing of it
 * @param exchanged when it was parked last; absent where the integration told nothing of it, or it is forgotten
 * @param later events of the order that wait behind it, in their sequence
 * @param commands given for it, newest first
 */
public record Message(
        Key key,
        Event event,
        @Nullable Delivery delivery,
        @Nullable Exchanged exchanged,
        List<LaterEvent> later,
        List<Wish> commands) {

    public Message {
        later = List.copyOf(later);
        commands = List.copyOf(commands);
    }

    /** Which delivery. */
    public record Key(String integration, UUID orderRef, int sequence) {}

    /**
     * The event.
     *
     * @param displayNumber absent, as are {@code occurredAt} and what follows, when the event was not seen
     */
    public record Event(
            UUID eventId,
            String orderKey,
            String type,
            Instant acceptedAt,
            @Nullable String displayNumber,
            @Nullable Instant occurredAt,
            @Nullable String webhookId,
            @Nullable String traceId) {}

    /**
     * What the integration reported last.
     *
     * @param cause the group of failures that it is one of, when it is parked
     * @param version of the data that was tried; 1 is the event as it was published
     */
    public record Delivery(
            String result,
            String code,
            @Nullable String detail,
            int attempts,
            int failedAttempts,
            Instant at,
            @Nullable String reference,
            @Nullable String cause,
            int version) {

        @JsonIgnore
        public boolean isParked() {
            return result.equals(Result.PARKED.word());
        }
    }

    /** What was sent, beside the event, and what came back: as it was reported at that instant. */
    public record Exchanged(Instant at, Exchange told) {}

    /** @param answer the newest of the integration; absent while it gave none */
    public record Wish(
            UUID commandId,
            Instant at,
            String actor,
            String kind,
            String reason,
            @Nullable String answer,
            @Nullable String detail) {}

    /** Of the data that was tried; 1 while nothing was edited. */
    public int version() {
        return delivery == null ? 1 : delivery.version();
    }

    @JsonIgnore
    public boolean isParked() {
        return delivery != null && delivery.isParked();
    }
}
