package io.throughline.emulator.core;

import io.throughline.emulator.core.StoredMessage.State;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Messages whose time has not come. */
final class Schedule {

    private final Timers timers;
    private final Consumer<StoredMessage> activate;
    private final TreeMap<Long, StoredMessage> waiting = new TreeMap<>();

    Schedule(Timers timers, Consumer<StoredMessage> activate) {
        this.timers = timers;
        this.activate = activate;
    }

    void add(StoredMessage stored, Instant due) {
        stored.state = State.SCHEDULED;
        waiting.put(stored.sequence(), stored);
        stored.dueTimer = timers.at(due, () -> {
            waiting.remove(stored.sequence());
            stored.state = State.ACTIVE;
            stored.enqueuedAt = timers.now();
            activate.accept(stored);
        });
    }

    /** All of them or none. */
    void cancel(List<Long> sequences) {
        for (var sequence : sequences) {
            if (!waiting.containsKey(sequence)) {
                throw new Refusal(Refusal.Reason.MESSAGE_NOT_FOUND, "No scheduled message has the number " + sequence);
            }
        }
        for (var sequence : sequences) {
            Optional.ofNullable(waiting.remove(sequence))
                    .map(stored -> stored.dueTimer)
                    .ifPresent(Timers.Timer::cancel);
        }
    }

    void clear() {
        cancel(List.copyOf(waiting.keySet()));
    }

    NavigableMap<Long, StoredMessage> all() {
        return waiting;
    }
}
