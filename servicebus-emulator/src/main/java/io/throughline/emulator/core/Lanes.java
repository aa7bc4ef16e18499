package io.throughline.emulator.core;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Active messages and those who wait for them: one lane for each session, or one for all where there are none. */
final class Lanes {

    /** Where there are no sessions. */
    private static final String ALL = "";

    /** Messages in sequence order, and receivers in turn. */
    static final class Lane {
        final TreeMap<Long, StoredMessage> ready = new TreeMap<>();
        private final Deque<Consumer> consumers = new ArrayDeque<>();
        private boolean held;

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
    private final LinkedHashSet<String> free = new LinkedHashSet<>();
    private int size;
    private @Nullable Refusal closed;

    Lanes(boolean sessions) {
        this.sessions = sessions;
    }

    Lane of(StoredMessage message) {
        return lane(key(message));
    }

    /** A consumer that has not got a session yet, or not any more, is in none. */
    Optional<Lane> of(Consumer consumer) {
        return Optional.ofNullable(lanes.get(key(consumer)));
    }

    private String key(StoredMessage message) {
        return sessions ? message.session() : ALL;
    }

    private static String key(Consumer consumer) {
        return consumer.session().orElse(ALL);
    }

    private Lane lane(String session) {
        return lanes.computeIfAbsent(session, any -> new Lane());
    }

    void add(StoredMessage message) {
        var lane = of(message);
        if (lane.ready.put(message.sequence(), message) == null) {
            size++;
        }
        tidy(lane, key(message));
    }

    void remove(StoredMessage message) {
        var lane = of(message);
        if (lane.ready.remove(message.sequence()) != null) {
            size--;
        }
        tidy(lane, key(message));
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
        lane(key(consumer)).consumers.addLast(consumer);
    }

    void remove(Consumer consumer) {
        of(consumer).ifPresent(lane -> {
            lane.consumers.remove(consumer);
            tidy(lane, key(consumer));
        });
    }

    /** The session is not free, whatever comes or goes, until it is released. */
    void hold(String session) {
        var lane = lane(session);
        lane.held = true;
        tidy(lane, session);
    }

    void release(String session) {
        var lane = lane(session);
        lane.held = false;
        tidy(lane, session);
    }

    /** The session with messages that nobody holds for the longest time. */
    Optional<String> nextFree() {
        return free.stream().findFirst();
    }

    private void tidy(Lane lane, String session) {
        if (lane.held || lane.ready.isEmpty()) {
            free.remove(session);
        } else if (sessions) {
            free.add(session);
        }
        if (lane.ready.isEmpty() && lane.consumers.isEmpty() && !lane.held) {
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
