package io.throughline.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Who holds what until when. */
final class Locks {

    private final Timers timers;
    private final Supplier<Duration> duration;
    private final java.util.function.Consumer<StoredMessage> onExpiry;
    private final Map<UUID, StoredMessage> held = new HashMap<>();
    private final Map<String, SessionHold> sessions = new LinkedHashMap<>();

    Locks(Timers timers, Supplier<Duration> duration, java.util.function.Consumer<StoredMessage> onExpiry) {
        this.timers = timers;
        this.duration = duration;
        this.onExpiry = onExpiry;
    }

    /** The sessions that are held, the one that was taken first at the beginning. */
    Map<String, SessionHold> sessions() {
        return sessions;
    }

    /** Under a token that was never used before; for as long as its session is held, if it has one. */
    void lock(StoredMessage stored) {
        var token = UUID.randomUUID();
        stored.lockToken = token;
        held.put(token, stored);
        Optional.ofNullable(sessions.get(stored.session()))
                .ifPresentOrElse(hold -> bind(stored, hold), () -> startTimer(token, stored));
    }

    private static void bind(StoredMessage stored, SessionHold hold) {
        stored.hold = hold;
        hold.add(stored);
    }

    private static void unbind(StoredMessage stored) {
        if (stored.hold != null) {
            stored.hold.remove(stored);
            stored.hold = null;
        }
    }

    Instant renew(UUID token) {
        var stored = Optional.ofNullable(held.get(token)).orElseThrow(Refusal::lockLost);
        if (stored.hold != null) {
            throw new Refusal(Refusal.Reason.NOT_ALLOWED, "The message is locked with its session: renew that.");
        }
        stopTimer(stored);
        return startTimer(token, stored);
    }

    /** By the clock: a lock whose time is up, or its session's, counts no more, even if nobody was told yet. */
    boolean lasts(UUID token) {
        return Optional.ofNullable(held.get(token))
                .flatMap(StoredMessage::lockedUntil)
                .filter(until -> until.isAfter(timers.now()))
                .isPresent();
    }

    /** Ends a lock, if it still is one. */
    Optional<StoredMessage> release(UUID token) {
        var stored = Optional.ofNullable(held.remove(token));
        stored.ifPresent(message -> {
            stopTimer(message);
            unbind(message);
            message.lockToken = null;
            message.lockedUntil = null;
        });
        return stored;
    }

    /** Ends locks before their time, as their time would; returns how many. */
    int expire(int most) {
        var chosen = held.keySet().stream().limit(most).toList();
        chosen.forEach(token -> release(token).ifPresent(onExpiry));
        return chosen.size();
    }

    int size() {
        return held.size();
    }

    private Instant startTimer(UUID token, StoredMessage stored) {
        var until = timers.now().plus(duration.get());
        stored.lockedUntil = until;
        stored.lockTimer = timers.at(until, () -> release(token).ifPresent(onExpiry));
        return until;
    }

    private static void stopTimer(StoredMessage stored) {
        if (stored.lockTimer != null) {
            stored.lockTimer.cancel();
            stored.lockTimer = null;
        }
    }
}
