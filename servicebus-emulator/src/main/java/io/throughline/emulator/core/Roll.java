package io.throughline.emulator.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** All messages of a store in sequence order, whatever their state; by session too, where there are sessions. */
final class Roll {

    private final boolean sessions;
    private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
    private final Map<String, TreeMap<Long, StoredMessage>> bySession = new HashMap<>();

    Roll(boolean sessions) {
        this.sessions = sessions;
    }

    void add(StoredMessage stored) {
        messages.put(stored.sequence(), stored);
        if (sessions) {
            bySession.computeIfAbsent(stored.session(), any -> new TreeMap<>()).put(stored.sequence(), stored);
        }
    }

    /** A session without messages is forgotten. */
    void remove(StoredMessage stored) {
        messages.remove(stored.sequence());
        bySession.computeIfPresent(stored.session(), (any, own) -> {
            own.remove(stored.sequence());
            return own.isEmpty() ? null : own;
        });
    }

    NavigableMap<Long, StoredMessage> all() {
        return messages;
    }

    NavigableMap<Long, StoredMessage> of(String session) {
        return bySession.getOrDefault(session, new TreeMap<>());
    }

    Set<String> sessions() {
        return bySession.keySet();
    }

    static List<StoredMessage> from(long sequence, int most, NavigableMap<Long, StoredMessage> messages) {
        return messages.tailMap(sequence, true).values().stream().limit(most).toList();
    }
}
