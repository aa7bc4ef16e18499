package io.throughline.ingest.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * How much may be asked of one shop now. After a failure it is left alone for a while, and then one question finds out
 * whether it is back. Thread-safe.
 */
final class ShopGate {

    private static final int MOST_DOUBLINGS = 30;

    private final int concurrency;
    private final Duration firstWait;
    private final Duration longestWait;

    private int running;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    ShopGate(int concurrency, Duration firstWait, Duration longestWait) {
        this.concurrency = concurrency;
        this.firstWait = firstWait;
        this.longestWait = longestWait;
    }

    synchronized int free(Instant now) {
        if (now.isBefore(closedUntil)) {
            return 0;
        }
        return Math.max(0, (failures == 0 ? concurrency : 1) - running);
    }

    synchronized void entered() {
        running++;
    }

    synchronized void left() {
        running--;
    }

    synchronized void answered() {
        failures = 0;
        closedUntil = Instant.MIN;
    }

    /** @return when the shop may be asked again */
    synchronized Instant failed(Instant now, Duration asked) {
        failures++;
        Duration backoff = backoff(failures);
        Duration wait = asked.compareTo(backoff) > 0 ? asked : backoff;
        closedUntil = now.plus(wait.compareTo(longestWait) > 0 ? longestWait : wait);
        return closedUntil;
    }

    private Duration backoff(int failed) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}
