package io.throughline.events.outcome;

import java.util.UUID;

/**
 * Events of one order that are missing, first and last included: a later one was received, these were not.
 */
public record Gap(UUID orderRef, String orderKey, int fromSequence, int toSequence) {

    public Gap {
        if (fromSequence < 1 || toSequence < fromSequence) {
            throw new IllegalArgumentException("No gap: " + fromSequence + " to " + toSequence);
        }
    }
}
