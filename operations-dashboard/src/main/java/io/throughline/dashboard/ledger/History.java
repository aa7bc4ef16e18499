package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one integration did over time.
 *
 * @param hour deliveries decided within the last hour, as {@code day} and {@code month} are of the last 24 h and 30 d
 * @param points oldest first, equally spaced, none left out
 */
public record History(Decided hour, Decided day, Decided month, List<Point> points) {

    public static final History NONE = new History(Decided.NONE, Decided.NONE, Decided.NONE, List.of());

    public History {
        points = List.copyOf(points);
    }

    /** Deliveries that kept the SLA when they were finished, and those that had not at their deadline. */
    public record Decided(long met, long missed) {

        public static final Decided NONE = new Decided(0, 0);

        public long all() {
            return met + missed;
        }

        /** Absent when nothing was decided. */
        public OptionalDouble adherence() {
            return all() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) met / all());
        }
    }

    /**
     * What happened from {@code at} to the next point.
     *
     * @param lagSeconds from acceptance to delivery, on average; absent, as is the slowest, when nothing was delivered
     */
    public record Point(
            Instant at,
            long finished,
            long attempts,
            long failedAttempts,
            @Nullable Double lagSeconds,
            @Nullable Double slowestSeconds) {}

    /**
     * What is left of the misses that a promise allows within 30 days: 1 is all of it, 0 none, below 0 it is broken.
     *
     * @return absent when nothing was decided
     */
    public OptionalDouble budgetLeft(double target) {
        if (month.all() == 0) {
            return OptionalDouble.empty();
        }
        double allowed = (1 - target) * month.all();
        // A promise of 100 % has no budget: it is whole until the first miss.
        return OptionalDouble.of(month.missed() == 0 ? 1 : allowed == 0 ? -1 : 1 - month.missed() / allowed);
    }
}
