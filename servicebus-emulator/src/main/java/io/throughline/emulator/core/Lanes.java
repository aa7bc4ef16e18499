package io.throughline.emulator.core;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Active messages and those who wait for them: one lane for each session, or one for all where there are none. */
final class Lanes {

    /** Messages in sequence order, and receivers in turn. */
    static final class Lane {
        final TreeMap<Long, StoredMessage> ready = new TreeMap<>();
        private final Deque<Consumer> consumers = new ArrayDeque<>();

        /** The next in turn that takes a message. */
        Optional<Consumer> nextConsumer() {
            for (var i = consumers.size(); i > 0; i--) {
                var consumer = consumers.removeFirst();
                consumers.addLast(consumer);
                if (consumer.ready()) {
                    return Optional.of(consumer);
                }
            }
            return Optional.empty();
        }
    }

    private final boolean sessions;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int size;
    private @Nullable Refusal closed;

    Lanes(boolean sessions) {
        this.sessions = sessions;
    }

    Lane of(StoredMessage message) {
        return lane(sessions ? message.session() : "");
    }

    Lane of(Consumer consumer) {
        return lane(consumer.session().orElse(""));
    }

    private Lane lane(String session) {
        return lanes.computeIfAbsent(session, any -> new Lane());
    }

    void add(StoredMessage message) {
        if (of(message).ready.put(message.sequence(), message) == null) {
            size++;
        }
    }

    void remove(StoredMessage message) {
        var lane = of(message);
        if (lane.ready.remove(message.sequence()) != null) {
            size--;
        }
        tidy(lane, sessions ? message.session() : "");
    }

    void requireOpen() {
        if (closed != null) {
            throw new Refusal(closed.reason(), String.valueOf(closed.getMessage()));
        }
    }

    void open() {
        closed = null;
    }

    void close(Refusal why) {
        closed = why;
        var consumers =
                lanes.values().stream().flatMap(lane -> lane.consumers.stream()).toList();
        for (var consumer : consumers) {
            remove(consumer);
            consumer.end(why);
        }
    }

    void add(Consumer consumer) {
        requireOpen();
        of(consumer).consumers.addLast(consumer);
    }

    void remove(Consumer consumer) {
        var lane = of(consumer);
        lane.consumers.remove(consumer);
        tidy(lane, consumer.session().orElse(""));
    }

    private void tidy(Lane lane, String session) {
        if (lane.ready.isEmpty() && lane.consumers.isEmpty()) {
            lanes.remove(session);
        }
    }

    Collection<Map.Entry<String, Lane>> all() {
        return lanes.entrySet();
    }

    /** Hands over what waits in a lane, as long as anybody takes it. */
    void dispatch(Lane lane, BiConsumer<StoredMessage, Consumer> hand) {
        while (!lane.ready.isEmpty()) {
            var consumer = lane.nextConsumer();
            if (consumer.isEmpty()) {
                return;
            }
            var stored = lane.ready.firstEntry().getValue();
            remove(stored);
            hand.accept(stored, consumer.get());
        }
    }

    int size() {
        return size;
    }
}
