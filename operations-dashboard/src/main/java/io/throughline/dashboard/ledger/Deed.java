package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, and why.
 *
 * @param kind of a command, such as {@code retry-delivery}; or {@code reveal-data}, {@code failure-acknowledged} …
 * @param commandId absent when it was no command
 * @param orderKey of the order it is about, with {@code sequence}; absent when it is about more
 * @param cause of the failures it is about
 */
public record Deed(
        Instant at,
        String actor,
        String role,
        String kind,
        String integration,
        String reason,
        @Nullable UUID commandId,
        @Nullable String orderKey,
        @Nullable Integer sequence,
        @Nullable String cause) {}
