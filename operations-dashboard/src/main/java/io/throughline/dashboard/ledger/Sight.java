package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can see at an instant of the two accounts of which events were published.
 *
 * @param logReadUpTo ingest's log was read up to there
 * @param steadySince since when the dashboard receives topic {@code orders} without interruption
 * @param ordersUpTo when that was last certain
 */
public record Sight(
        Instant now, Instant logReadUpTo, @Nullable Instant steadySince, Instant ordersUpTo) {

    /** An account that is older than this is no use for judging. */
    public Optional<Instant> blindSince(Duration after) {
        Instant oldest = now.minus(after);
        return Stream.of(logReadUpTo, ordersUpTo)
                .filter(upTo -> upTo.isBefore(oldest))
                .min(Instant::compareTo);
    }

    /** What a receiver that died had in its hands comes again when its lock ends; until then an event may be late. */
    public boolean isSteady(Duration lock) {
        return steadySince != null && !steadySince.isAfter(now.minus(lock));
    }

    /**
     * What was appended before this should have come.
     *
     * @param publishWithin what ingest promises
     * @param grace how much more is granted, so that a message whose receiver died comes again first
     */
    public Instant overdueBefore(Duration publishWithin, Duration grace) {
        Instant granted = now.minus(grace);
        return (granted.isBefore(ordersUpTo) ? granted : ordersUpTo).minus(publishWithin);
    }
}
