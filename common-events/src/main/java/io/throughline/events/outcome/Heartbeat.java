package io.throughline.events.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an integration stands now, sent at a steady beat.
 *
 * @param due deliveries that may be tried now
 * @param waiting deliveries with a later due time or behind a missing sequence, and those that nobody was told of yet
 * @param held deliveries behind a parked one of the same order
 * @param oldestOpenAt when the oldest event was accepted of those that are due, waiting or held; absent when none is
 * @param breaker {@code closed}, {@code open}, {@code half-open}
 * @param expiring the secret that ends first; absent when none is known to end soon
 * @param inspectedUpTo what was delivered until then was looked for at the downstream system since; absent where nobody
 *     looks, another instance does, or none has looked yet
 * @param attempts absent in the first one of an instance
 */
public record Heartbeat(
        String integration,
        String instance,
        Instant at,
        long due,
        long waiting,
        long held,
        long parked,
        @Nullable Instant oldestOpenAt,
        String breaker,
        boolean paused,
        @Nullable ExpiringSecret expiring,
        @Nullable Instant inspectedUpTo,
        @Nullable AttemptCount attempts)
        implements OutcomeMessage {}
