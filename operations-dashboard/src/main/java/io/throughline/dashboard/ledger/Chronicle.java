package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of one integration show.
 *
 * @param points what it did; oldest first, equally spaced, none left out
 * @param states how it stood by its own account, in the same way
 * @param bands when its calls did not simply go out; oldest first
 * @param marks what changed; oldest first
 */
public record Chronicle(List<History.Point> points, List<State> states, List<Band> bands, List<Mark> marks) {

    public Chronicle {
        points = List.copyOf(points);
        states = List.copyOf(states);
        bands = List.copyOf(bands);
        marks = List.copyOf(marks);
    }

    /**
     * From {@code at} to the next one.
     *
     * @param due the most at once, as of {@code waiting}, {@code held}, {@code parked}; absent when nothing was heard
     * @param attempts that ended, whatever became of their deliveries
     * @param averageMs how long they took; absent, as is the slowest, when none ended
     */
    public record State(
            Instant at,
            @Nullable Long due,
            @Nullable Long waiting,
            @Nullable Long held,
            @Nullable Long parked,
            long attempts,
            long failedAttempts,
            @Nullable Double averageMs,
            @Nullable Long slowestMs) {}

    /** @param until rounded up to a minute, or to an hour in a window of days; of what is planned it may be to come */
    public record Band(Kind kind, Instant from, Instant until) {

        /** Why calls do not simply go out. */
        public enum Kind {
            BREAKER_OPEN,
            BREAKER_HALF_OPEN,
            PAUSED,
            MAINTENANCE;

            /** The word used in statements, on pages and in the API. */
            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }

    /** Another version or configuration than before, as the first instance with it announced. */
    public record Mark(Instant at, Aspect kind, String was, String is) {

        /** A configuration is told by what changes when it does. */
        public enum Aspect {
            VERSION,
            CONFIGURATION;

            /** The word used in tables, on pages and in the API. */
            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
