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

    private final String place;
    private final Timers timers;
    private final Journal journal;
    private final Consumer<StoredMessage> activate;
    private final TreeMap<Long, StoredMessage> waiting = new TreeMap<>();

    Schedule(String place, Context context, Consumer<StoredMessage> activate) {
        this.place = place;
        this.timers = context.timers();
        this.journal = context.journal();
        this.activate = activate;
    }

    /** Holds back those whose time has not come, and activates the others at once; drops what was seen before. */
    void place(List<Long> numbers, List<Message> messages, DuplicateWindow duplicates) {
        var now = timers.now();
        for (var i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (!duplicates.seen(message, now)) {
                var first = message.passage().map(Passage::sequence).orElse(numbers.get(i));
                var stored = new StoredMessage(numbers.get(i), first, message, now);
                message.scheduledFor()
                        .filter(due -> due.isAfter(now))
                        .ifPresentOrElse(due -> add(stored, due), () -> activate.accept(stored));
            }
        }
    }

    private void add(StoredMessage stored, Instant due) {
        stored.state = State.SCHEDULED;
        journal.add(Change.Kept.of(place, stored));
        await(stored, due);
    }

    private void await(StoredMessage stored, Instant due) {
        waiting.put(stored.sequence(), stored);
        stored.dueTimer = timers.at(due, () -> {
            waiting.remove(stored.sequence());
            journal.add(new Change.Gone(place, stored.sequence()));
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
            discard(sequence);
            journal.add(new Change.Gone(place, sequence));
        }
    }

    /** Takes all messages away, unheard. */
    void clear() {
        List.copyOf(waiting.keySet()).forEach(this::discard);
    }

    private void discard(long sequence) {
        Optional.ofNullable(waiting.remove(sequence))
                .map(stored -> stored.dueTimer)
                .ifPresent(Timers.Timer::cancel);
    }

    /** Makes a change of an earlier life again; false if it is none of a scheduled message. */
    boolean restore(Change.Content change) {
        return switch (change) {
            case Change.Kept kept
            when kept.state() == State.SCHEDULED -> {
                var stored = kept.restored();
                discard(stored.sequence());
                await(stored, stored.message.scheduledFor().orElse(stored.enqueuedAt));
                yield true;
            }
            case Change.Gone gone
            when waiting.containsKey(gone.sequence()) -> {
                discard(gone.sequence());
                yield true;
            }
            case Change.Kept _, Change.Gone _, Change.Numbered _, Change.Seen _, Change.Stated _ -> false;
        };
    }

    void describe(Consumer<Change> listener) {
        waiting.values().forEach(stored -> listener.accept(Change.Kept.of(place, stored)));
    }

    NavigableMap<Long, StoredMessage> all() {
        return waiting;
    }
}
