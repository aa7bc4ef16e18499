package io.throughline.emulator.core;

import java.util.Optional;

/** Somebody who waits for messages. */
public interface Consumer {

    /** Whether it takes a message right now. */
    boolean ready();

    /** Whether its messages are locked until settled; otherwise they are gone once handed over. */
    boolean locks();

    /** The session it reads; none in an entity without sessions. */
    default Optional<String> session() {
        return Optional.empty();
    }

    /** Hands over a message. Called only when ready, and must not call back into the store. */
    void take(StoredMessage message);

    /** Gets nothing more, and why: the entity is disabled or gone. Whoever has nobody to tell need not do anything. */
    default void end(Refusal why) {}
}
