package io.throughline.stub.storefront;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Shopify's throttle: each query costs points, and so many come back in a second. Not thread-safe. */
final class CostBucket {

    private static final double MILLIS = 1000.0;

    private final Clock clock;
    private int most = 2000;
    private int perSecond = 100;
    private double points = most;
    private Instant since;

    CostBucket(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Full again, within other limits. */
    void limit(int maximum, int restoredPerSecond) {
        most = maximum;
        perSecond = restoredPerSecond;
        points = most;
    }

    /** @return whether there was enough */
    boolean take(int cost) {
        Instant now = clock.instant();
        points = Math.min(most, points + Duration.between(since, now).toMillis() / MILLIS * perSecond);
        since = now;
        if (points < cost) {
            return false;
        }
        points -= cost;
        return true;
    }

    int maximum() {
        return most;
    }

    int available() {
        return (int) points;
    }

    int restoredPerSecond() {
        return perSecond;
    }
}
