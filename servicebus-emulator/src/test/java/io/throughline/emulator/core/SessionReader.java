package io.throughline.emulator.core;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a session, takes so many messages of it and keeps them. */
public final class SessionReader extends Reader implements SessionConsumer {

    @Nullable
    String session;

    @Nullable
    Instant lockedUntil;

    public SessionReader(int credit) {
        super(credit);
    }

    @Override
    public Optional<String> session() {
        return Optional.ofNullable(session);
    }

    @Override
    public void begin(String accepted, Instant until) {
        session = accepted;
        lockedUntil = until;
    }
}
