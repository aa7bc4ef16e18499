package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well integrations are heard at an instant.
 *
 * @param since since when topic {@code outcomes} is received without interruption; absent while it is not
 * @param silentAfter without a sign of life for this long, an integration is silent
 */
public record Hearing(Instant now, @Nullable Instant since, Duration silentAfter) {

    /** Only whoever listened for as long knows that somebody was silent. */
    boolean isSteady() {
        return since != null && !since.isAfter(now.minus(silentAfter));
    }

    boolean isAlive(Known known) {
        return known.lastHeardAt().isAfter(now.minus(silentAfter));
    }
}
