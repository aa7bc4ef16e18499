package io.throughline.emulator.core;

import java.time.Instant;

/** Somebody who waits for a session, and then reads it alone. */
public interface SessionConsumer extends Consumer {

    /** Holds the session from now on. Called once, before the first message of it. */
    void begin(String session, Instant lockedUntil);
}
