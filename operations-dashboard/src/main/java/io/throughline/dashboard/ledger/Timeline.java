package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order's way through all systems.
 *
 * @param unpublished events that ingest appended and that were not seen on topic {@code orders} yet
 */
public record Timeline(
        String orderKey,
        UUID orderRef,
        String sourceOrderId,
        String displayNumber,
        boolean test,
        List<Step> events,
        List<Appended> unpublished,
        List<Wish> commands) {

    public Timeline {
        events = List.copyOf(events);
        unpublished = List.copyOf(unpublished);
        commands = List.copyOf(commands);
    }

    /** The integrations that are owed an event of this order or spoke of one: each is a lane. */
    @JsonProperty
    public List<String> lanes() {
        return events.stream()
                .flatMap(step -> step.deliveries().stream().map(Delivery::integration))
                .distinct()
                .sorted()
                .toList();
    }

    /** One event and what became of it at each integration that is owed it or spoke of it. */
    public record Step(
            int sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant acceptedAt,
            @Nullable String webhookId,
            @Nullable String traceId,
            List<Delivery> deliveries) {

        public Step {
            deliveries = List.copyOf(deliveries);
        }

        /** How it stands in one lane; absent when that integration does not act on it. */
        public Optional<Delivery> at(String integration) {
            return deliveries.stream()
                    .filter(delivery -> delivery.integration().equals(integration))
                    .findFirst();
        }

        Step with(List<Delivery> others) {
            return new Step(sequence, eventId, type, occurredAt, acceptedAt, webhookId, traceId, others);
        }
    }

    /**
     * How a delivery stands.
     *
     * @param result {@code delivered}, {@code ignored}, {@code discarded}, {@code parked}, or {@code open} when
     *     nothing was reported yet
     * @param notYet why it is open; absent when it is not
     * @param absence that its downstream system shows nothing of it; absent while nobody says so
     */
    public record Delivery(
            String integration,
            String result,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Integer attempts,
            @Nullable Integer failedAttempts,
            @Nullable Instant at,
            @Nullable String reference,
            @Nullable NotYet notYet,
            @Nullable Absence absence) {

        public static final String OPEN = "open";

        /** An event that is owed and of which nothing was heard. */
        public static Delivery open(String integration) {
            return new Delivery(integration, OPEN, null, null, null, null, null, null, null, null);
        }

        Delivery because(NotYet why) {
            return new Delivery(
                    integration, result, code, detail, attempts, failedAttempts, at, reference, why, absence);
        }

        @JsonIgnore
        public boolean isOpen() {
            return result.equals(OPEN);
        }

        @JsonIgnore
        public boolean isParked() {
            return result.equals(Result.PARKED.word());
        }
    }

    /**
     * What was reported as delivered is not there.
     *
     * @param system where it was looked for
     * @param setAsideBy who decided that nothing is to be done about it, if somebody did
     */
    public record Absence(
            String system,
            Instant since,
            @Nullable String setAsideBy,
            @Nullable String setAsideReason) {}

    /** What somebody wished for a delivery of this order. */
    public record Wish(
            UUID commandId, Instant at, String actor, String kind, String integration, int sequence, String reason) {}
}
