package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order's way through all systems. */
public record Timeline(
        String orderKey,
        UUID orderRef,
        String sourceOrderId,
        String displayNumber,
        boolean test,
        List<Step> events,
        List<Wish> commands) {

    public Timeline {
        events = List.copyOf(events);
        commands = List.copyOf(commands);
    }

    /** One event and what became of it at each integration that is owed it or spoke of it. */
    public record Step(
            int sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant acceptedAt,
            @Nullable String webhookId,
            List<Delivery> deliveries) {

        public Step {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * How a delivery stands.
     *
     * @param result {@code delivered}, {@code ignored}, {@code discarded}, {@code parked}, or {@code open} when
     *     nothing was reported yet
     */
    public record Delivery(
            String integration,
            String result,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Integer attempts,
            @Nullable Integer failedAttempts,
            @Nullable Instant at,
            @Nullable String reference) {

        public static final String OPEN = "open";

        /** An event that is owed and of which nothing was heard. */
        public static Delivery open(String integration) {
            return new Delivery(integration, OPEN, null, null, null, null, null, null);
        }

        @JsonIgnore
        public boolean isParked() {
            return result.equals(Result.PARKED.word());
        }
    }

    /** What somebody wished for a delivery of this order. */
    public record Wish(
            UUID commandId, Instant at, String actor, String kind, String integration, int sequence, String reason) {}
}
