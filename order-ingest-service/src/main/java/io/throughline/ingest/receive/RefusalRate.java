package io.throughline.ingest.receive;

import java.time.Instant;

/**
 * Whether refusals of one shop have jumped: in the last five minutes at least so many, and so many times more than was
 * usual in the hour before. What is usual is not learned from the jump itself: it stands still until the jump is over.
 */
final class RefusalRate {

    private static final int RECENT = 5;
    private static final int EARLIER = 60;

    private final RefusalProperties limits;
    private final long[] counts = new long[RECENT + EARLIER];
    private final long[] minutes = new long[RECENT + EARLIER];
    private double usual;
    private boolean jumped;

    RefusalRate(RefusalProperties limits) {
        this.limits = limits;
    }

    /** One request more was refused. */
    void add(Instant at) {
        long minute = minute(at);
        int slot = slot(minute);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            counts[slot] = 0;
        }
        counts[slot]++;
    }

    /** Whether they have jumped now. */
    boolean hasJumped(Instant now) {
        long minute = minute(now);
        if (!jumped) {
            usual = (double) refused(minute - RECENT - EARLIER, minute - RECENT) * RECENT / EARLIER;
        }
        jumped = recent(now) >= Math.max(limits.least(), limits.factor() * usual);
        return jumped;
    }

    /** Refused in the last five minutes. */
    long recent(Instant now) {
        long minute = minute(now);
        return refused(minute - RECENT, minute);
    }

    private long refused(long after, long until) {
        long sum = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (minutes[slot] > after && minutes[slot] <= until) {
                sum += counts[slot];
            }
        }
        return sum;
    }

    private static long minute(Instant at) {
        return at.getEpochSecond() / 60;
    }

    private int slot(long minute) {
        return Math.floorMod(minute, counts.length);
    }
}
