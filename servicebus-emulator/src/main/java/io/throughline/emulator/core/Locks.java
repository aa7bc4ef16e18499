package io.throughline.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

    Locks(Timers timers, Supplier<Duration> duration, java.util.function.Consumer<StoredMessage> onExpiry) {
        this.timers = timers;
        this.duration = duration;
        this.onExpiry = onExpiry;
    }

    /** Under a token that was never used before. */
    void lock(StoredMessage stored) {
        var token = UUID.randomUUID();
        stored.lockToken = token;
        held.put(token, stored);
        startTimer(token, stored);
    }

    Instant renew(UUID token) {
        var stored = Optional.ofNullable(held.get(token)).orElseThrow(Refusal::lockLost);
        stopTimer(stored);
        return startTimer(token, stored);
    }

    /** By the clock: a lock whose time is up counts no more, even if nobody was told yet. */
    void require(UUID token) {
        var lasting = Optional.ofNullable(held.get(token))
                .map(stored -> stored.lockedUntil)
                .filter(until -> until.isAfter(timers.now()));
        if (lasting.isEmpty()) {
            throw Refusal.lockLost();
        }
    }

    /** Ends a lock, if it still is one. */
    Optional<StoredMessage> release(UUID token) {
        var stored = Optional.ofNullable(held.remove(token));
        stored.ifPresent(message -> {
            stopTimer(message);
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
