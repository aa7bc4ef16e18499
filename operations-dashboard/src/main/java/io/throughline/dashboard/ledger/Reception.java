package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was published for an integration against what it has or had.
 *
 * @param blindSince it says nothing since then, so nothing is judged; absent while it speaks
 * @param missing events past their deadline that it neither finished nor has open; absent while blind
 * @param events the oldest of them by name; of events younger than its oldest open delivery only the number is known
 */
public record Reception(
        @Nullable Instant blindSince, @Nullable Long missing, List<Published> events) {

    public Reception {
        events = List.copyOf(events);
    }

    /** Nothing is known since then. */
    public static Reception blind(Instant since) {
        return new Reception(since, null, List.of());
    }

    public long missingOrZero() {
        return missing == null ? 0 : missing;
    }

    /** An event that came on topic {@code orders}. */
    public record Published(String orderKey, int orderSeq, String type, Instant acceptedAt) {}
}
