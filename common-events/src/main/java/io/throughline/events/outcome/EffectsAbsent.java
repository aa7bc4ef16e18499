package io.throughline.events.outcome;

import java.time.Instant;
import java.util.List;

/**
 * The integration looked at its downstream system for what it had reported as delivered, and did not find these: each
 * was a false success, or was lost there since. The same may be said again.
 */
public record EffectsAbsent(String integration, String instance, Instant at, List<AbsentEffect> effects)
        implements OutcomeMessage {

    public EffectsAbsent {
        effects = List.copyOf(effects);
    }
}
