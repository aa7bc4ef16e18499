package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import io.throughline.events.order.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries of an integration that failed for one cause.
 *
 * @param cause the fingerprint; {@code code:<code>} for what came without one
 * @param detail what the newest of them was told
 * @param atStake totals of the orders that wait, one amount per currency, as far as they are known
 * @param reopened somebody had decided, and it happened again since
 * @param decision the newest; absent while nobody decided
 */
public record FailureGroup(
        String integration,
        String cause,
        String code,
        @Nullable String detail,
        Seen seen,
        Parked parked,
        List<Money> atStake,
        State state,
        boolean reopened,
        @Nullable Decision decision) {

    private static final String BY_CODE = "code:";

    public FailureGroup {
        atStake = List.copyOf(atStake);
    }

    /** @param parkings how often a delivery was parked for this cause, retries that failed again included */
    public record Seen(Instant firstAt, Instant lastAt, long parkings) {}

    /** @param oldestAt when the one was parked that waits longest; absent when none is */
    public record Parked(
            long deliveries, long orders, @Nullable Instant oldestAt) {}

    /** What somebody decided. */
    public record Decision(State state, String owner, String note, By by) {}

    /** Who decided, and when. */
    public record By(String actor, String role, Instant at) {}

    /** How a group stands, most urgent first. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        IGNORED,
        RESOLVED;

        /** The word used in tables, on pages and in the API. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return absent when no state is called so */
        public static Optional<State> named(String word) {
            return Stream.of(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }

        /**
         * What a decision is worth now. Without one, a group is open while something is parked. What was resolved is
         * open again when it happens again; so is what was acknowledged, once nothing waits of what was known then.
         */
        static State of(@Nullable Decision decision, Seen seen, Parked parked) {
            if (decision == null || decision.state == OPEN) {
                return parked.oldestAt == null ? RESOLVED : OPEN;
            }
            return switch (decision.state) {
                case IGNORED -> IGNORED;
                case RESOLVED -> seen.lastAt.isAfter(decision.by.at) ? OPEN.unlessDone(parked) : RESOLVED;
                case ACKNOWLEDGED, OPEN ->
                    parked.oldestAt == null || parked.oldestAt.isAfter(decision.by.at)
                            ? OPEN.unlessDone(parked)
                            : ACKNOWLEDGED;
            };
        }

        private State unlessDone(Parked parked) {
            return parked.oldestAt == null ? RESOLVED : this;
        }
    }

    /** The state follows from what was decided and what happened since. */
    public static FailureGroup of(Cause cause, Counted counted, @Nullable Decision last) {
        State state = State.of(last, counted.seen, counted.parked);
        return new FailureGroup(
                cause.integration,
                cause.cause,
                cause.code,
                cause.detail,
                counted.seen,
                counted.parked,
                counted.atStake,
                state,
                state == State.OPEN && last != null && last.state != State.OPEN,
                last);
    }

    /** What rows tell of them. */
    public record Counted(Seen seen, Parked parked, List<Money> atStake) {}

    /** What they have in common. */
    public record Cause(
            String integration,
            String cause,
            String code,
            @Nullable String detail) {}

    /** The fingerprint that all of them have; absent when they have none, and only their code is one. */
    public Optional<String> fingerprint() {
        return cause.startsWith(BY_CODE) ? Optional.empty() : Optional.of(cause);
    }
}
