package io.throughline.emulator.journal;

import io.throughline.emulator.core.SessionConsumer;
import io.throughline.emulator.core.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a session and takes so many messages of it. */
final class SessionTaker implements SessionConsumer {

    final List<StoredMessage> taken = new ArrayList<>();
    private int credit;
    private @Nullable String session;

    SessionTaker(int credit) {
        this.credit = credit;
    }

    @Override
    public Optional<String> session() {
        return Optional.ofNullable(session);
    }

    @Override
    public void begin(String accepted, Instant lockedUntil) {
        session = accepted;
    }

    @Override
    public boolean ready() {
        return credit > 0;
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public void take(StoredMessage message) {
        credit--;
        taken.add(message);
    }
}
