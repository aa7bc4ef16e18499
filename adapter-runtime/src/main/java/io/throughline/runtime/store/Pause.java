package io.throughline.runtime.store;

import java.time.Instant;

/**
 * A pause in force.
 *
 * @param actor the account's name, or {@link Pauses#RUNTIME} where the downstream system refused our access
 */
public record Pause(PauseScope scope, String actor, String reason, Instant since) {

    /** Whether it ends by itself once the downstream system lets us in again. */
    public boolean isForAccess() {
        return actor.equals(Pauses.RUNTIME);
    }
}
