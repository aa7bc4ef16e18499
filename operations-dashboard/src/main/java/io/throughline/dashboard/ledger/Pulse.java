package io.throughline.dashboard.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an integration stood at its last heartbeat.
 *
 * @param breaker the worst of its instances: {@code closed}, {@code half-open}, {@code open}
 */
public record Pulse(
        Instant at,
        long due,
        long waiting,
        long held,
        long parked,
        @Nullable Instant oldestOpenAt,
        String breaker,
        boolean paused) {

    public boolean breakerOpen() {
        return !breaker.equals("closed");
    }
}
