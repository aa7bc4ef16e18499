package io.throughline.emulator.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds a session, takes so many messages of it and keeps them. */
final class SessionReader implements SessionConsumer {

    final List<StoredMessage> taken = new ArrayList<>();
    final List<Refusal.Reason> ends = new ArrayList<>();
    int credit;

    @Nullable
    String session;

    @Nullable
    Instant lockedUntil;

    SessionReader(int credit) {
        this.credit = credit;
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

    @Override
    public void end(Refusal why) {
        ends.add(why.reason());
    }

    boolean is(SessionConsumer other) {
        return equals(other);
    }

    List<String> ids() {
        return taken.stream()
                .map(each -> each.message().messageId().orElseThrow())
                .toList();
    }

    UUID lastToken() {
        return taken.getLast().lockToken().orElseThrow();
    }
}
