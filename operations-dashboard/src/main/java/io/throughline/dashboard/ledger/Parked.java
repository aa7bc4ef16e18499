package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that waits for somebody's decision.
 *
 * @param fingerprint names the cause: equal for all that failed for the same one
 * @param version of the data that was tried; an edit tells which it is based on
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
        @Nullable String fingerprint,
        int version,
        int attempts,
        Instant since,
        @Nullable LastWish lastWish) {

    /** What was asked for: a command's kind, such as {@code retry-delivery}. */
    public record LastWish(String kind, String actor, Instant at) {

        /** The wish alone: {@code Retry}. */
        public String word() {
            String verb = kind.split("-", 2)[0];
            return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
        }
    }
}
