package io.throughline.emulator.core;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an entity beside how it treats messages.
 *
 * @param notes kept for whoever administers the entity; the broker does not act upon them
 */
public record Profile(EntityStatus status, Map<String, String> notes, Instant createdAt, Instant updatedAt) {

    public Profile {
        notes = Map.copyOf(notes);
    }

    Profile changed(Instant now) {
        return new Profile(status, notes, createdAt, now);
    }

    static Profile created(Instant now) {
        return new Profile(EntityStatus.ACTIVE, Map.of(), now, now);
    }
}
