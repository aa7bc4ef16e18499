package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that waits for somebody's decision.
 *
 * @param since when it was parked
 * @param lastWish the newest command given for it since it was parked, if any
 */
public record Parked(
        String integration,
        UUID orderRef,
        String orderKey,
        @Nullable String displayNumber,
        int sequence,
        String type,
        String code,
        @Nullable String detail,
        int attempts,
        Instant since,
        @Nullable LastWish lastWish) {

    /** Retry or discard, asked for and not answered yet. */
    public record LastWish(String kind, String actor, Instant at) {}
}
