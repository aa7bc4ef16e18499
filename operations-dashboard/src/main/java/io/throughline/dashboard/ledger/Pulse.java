package io.throughline.dashboard.ledger;

import io.throughline.events.outcome.ExpiringSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an integration stood at its last heartbeat.
 *
 * @param breaker the worst of its instances: {@code closed}, {@code half-open}, {@code open}
 * @param expiring its secret that ends first; absent when none is known to end soon
 */
public record Pulse(
        Instant at,
        long due,
        long waiting,
        long held,
        long parked,
        @Nullable Instant oldestOpenAt,
        String breaker,
        boolean paused,
        @Nullable ExpiringSecret expiring) {

    public boolean breakerOpen() {
        return !breaker.equals("closed");
    }
}
