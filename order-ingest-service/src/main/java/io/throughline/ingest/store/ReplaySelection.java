package io.throughline.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log, and for whom. What is absent does not restrict.
 *
 * @param target the one module that they are sent to: {@code finance-adapter}
 * @param orderKey of one order
 * @param type name of one event type
 * @param from appended then or later
 * @param until appended before
 */
public record ReplaySelection(
        String target,
        @Nullable String orderKey,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant until) {

    private static final String MODULE = "[a-z][a-z0-9-]{0,62}";

    public ReplaySelection {
        if (target == null || !target.matches(MODULE)) {
            throw new IllegalArgumentException("target is the name of one module: finance-adapter");
        }
        if (orderKey == null && from == null) {
            throw new IllegalArgumentException("A replay needs an orderKey, or from when on");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("from must be before until");
        }
    }
}
