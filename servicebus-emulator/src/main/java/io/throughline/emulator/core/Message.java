package io.throughline.emulator.core;

import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a client sent: immutable, and opaque but for what the broker acts on. */
public interface Message {

    Optional<String> messageId();

    Optional<String> sessionId();

    Optional<Duration> timeToLive();

    Optional<Instant> scheduledFor();

    /** How it came through other entities; nothing if it was sent to where it is. */
    Optional<Passage> passage();

    /** A copy that came so. */
    Message passedOn(Passage passage);

    /** What filters see. */
    Subject subject();

    /** A copy that differs only so far. */
    Message with(Changes changes);
}
