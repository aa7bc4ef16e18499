package io.throughline.dashboard.ledger;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one integration did within a window.
 *
 * @param finishedLastMinute of all finished, those of the last 60 seconds
 * @param lagP50 seconds from acceptance to delivery; absent when nothing was delivered
 * @param met deliveries finished within the SLA, counted when they finished
 * @param missed deliveries not finished at their deadline, counted at the deadline, finished later or not
 */
public record Figures(
        long delivered,
        long ignored,
        long discarded,
        long finishedLastMinute,
        long attempts,
        long failedAttempts,
        @Nullable Double lagP50,
        @Nullable Double lagP99,
        long met,
        long missed) {

    private static final double MINUTE = 60.0;

    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, null, null, 0, 0);

    public long finished() {
        return delivered + ignored + discarded;
    }

    /** Deliveries finished per second. */
    public double throughput(Window window) {
        return finished() / window.seconds();
    }

    public double throughputLastMinute() {
        return finishedLastMinute / MINUTE;
    }

    /** Failed attempts by attempts; absent when nothing was attempted. */
    public OptionalDouble failureRate() {
        return share(failedAttempts, attempts);
    }

    /** Deliveries finished within the SLA by deliveries due; absent when none was due. */
    public OptionalDouble slaAdherence() {
        return share(met, met + missed);
    }

    /** The same with further deliveries that are past their deadline and not finished. */
    public Figures withMissed(long more) {
        return new Figures(
                delivered,
                ignored,
                discarded,
                finishedLastMinute,
                attempts,
                failedAttempts,
                lagP50,
                lagP99,
                met,
                missed + more);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
