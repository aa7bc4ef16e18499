package io.throughline.backbone.servicebus;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver has surely been receiving. A message, or the broker's word that it holds none, confirms it: what
 * had been sent by then has come, but for what another receiver's lock keeps back.
 */
public final class Reception {

    private final Clock clock;
    private @Nullable Instant since;
    private @Nullable Instant confirmed;

    Reception(Clock clock) {
        this.clock = clock;
    }

    /** The link was opened anew, or may have been away: nothing is known until it is confirmed. */
    synchronized void doubted() {
        since = null;
    }

    synchronized void confirm() {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
        }
        confirmed = now;
    }

    /** Since when without interruption; absent while nothing is confirmed since the link was doubted. */
    public synchronized Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /** When it was last confirmed, on this link or an earlier one. */
    public synchronized Optional<Instant> confirmed() {
        return Optional.ofNullable(confirmed);
    }
}
