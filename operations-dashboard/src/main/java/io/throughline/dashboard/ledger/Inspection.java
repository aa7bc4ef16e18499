package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an integration found when it looked at its downstream system for what it had reported as delivered.
 *
 * @param absent deliveries that were reported and are not there, and that nobody answered or set aside
 * @param inspectedUpTo what was delivered until then was looked for; absent while nobody has looked
 * @param blindSince what was delivered later was not looked for, for too long; absent while it is, while nobody ever
 *     looked, and while calls are held back, for then nobody can
 */
public record Inspection(
        long absent,
        @Nullable Instant inspectedUpTo,
        @Nullable Instant blindSince) {

    /** Nobody looked, and nothing is known. */
    public static final Inspection NONE = new Inspection(0, null, null);

    /** @param due what was delivered until then should have been looked for */
    public static Inspection of(long absent, @Nullable Instant upTo, @Nullable Pulse pulse, Instant due) {
        boolean waits = pulse != null && (pulse.paused() || pulse.breakerOpen());
        return new Inspection(absent, upTo, upTo == null || waits || !upTo.isBefore(due) ? null : upTo);
    }

    /** Whether there is anything to tell: a zero of one that never looks would be a lie. */
    @JsonIgnore
    public boolean isKnown() {
        return absent > 0 || inspectedUpTo != null;
    }
}
