package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ingest appended to its log against what came on topic {@code orders}.
 *
 * @param readUpTo everything that ingest appended until then is known here; absent before the first reading
 * @param blindSince one of the two accounts cannot be read since then, so nothing is judged; absent while both can
 * @param unaccounted events past their deadline that did not come; absent while it cannot be judged: blind, or not yet
 *     long enough at it
 * @param missing the oldest of them by name
 */
public record Publishing(
        @Nullable Instant readUpTo,
        @Nullable Instant blindSince,
        @Nullable Long unaccounted,
        List<Appended> missing) {

    public Publishing {
        missing = List.copyOf(missing);
    }

    public long unaccountedOrZero() {
        return unaccounted == null ? 0 : unaccounted;
    }
}
