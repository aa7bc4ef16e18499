package io.throughline.emulator.core;

import io.throughline.emulator.core.Timers.Timer;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** A consumer's hold on a session, with the messages that are locked as long as it lasts. */
final class SessionHold {

    final String session;
    final SessionConsumer consumer;
    private final TreeMap<Long, StoredMessage> locked = new TreeMap<>();
    private Instant until;
    private Timer timer;

    SessionHold(String session, SessionConsumer consumer, Instant until, Timer timer) {
        this.session = session;
        this.consumer = consumer;
        this.until = until;
        this.timer = timer;
    }

    Instant until() {
        return until;
    }

    void last(Instant longer, Timer next) {
        timer.cancel();
        until = longer;
        timer = next;
    }

    void end() {
        timer.cancel();
    }

    void add(StoredMessage stored) {
        locked.put(stored.sequence(), stored);
    }

    void remove(StoredMessage stored) {
        locked.remove(stored.sequence());
    }

    /** In sequence order. */
    List<StoredMessage> locked() {
        return List.copyOf(locked.values());
    }
}
