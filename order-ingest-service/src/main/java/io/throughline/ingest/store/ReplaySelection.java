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

    private static final String PLAIN = "\\P{Cntrl}{1,300}";
    private static final String MODULE = "[a-z][a-z0-9-]{0,62}";

    public ReplaySelection {
        if (target == null || !target.matches(MODULE)) {
            throw new IllegalArgumentException("target is the name of one module: finance-adapter");
        }
        requirePlain(orderKey, "orderKey");
        requirePlain(type, "type");
        if (orderKey == null && from == null) {
            throw new IllegalArgumentException("A replay needs an orderKey, or from when on");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("from must be before until");
        }
    }

    /** PostgreSQL takes no NUL in a text, and one command must not hold up all others. */
    private static void requirePlain(@Nullable String value, String name) {
        if (value != null && !value.matches(PLAIN)) {
            throw new IllegalArgumentException(name + " is 1 to 300 characters, and none that controls");
        }
    }
}
