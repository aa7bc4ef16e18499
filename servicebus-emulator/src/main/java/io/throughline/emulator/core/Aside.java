package io.throughline.emulator.core;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Deferred messages that nobody holds. */
final class Aside {

    private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();

    void put(StoredMessage stored) {
        messages.put(stored.sequence(), stored);
    }

    void remove(StoredMessage stored) {
        messages.remove(stored.sequence());
    }

    /** All of them or none. */
    List<StoredMessage> take(List<Long> sequences) {
        var found = sequences.stream()
                .map(sequence -> Optional.ofNullable(messages.get(sequence))
                        .orElseThrow(() -> new Refusal(
                                Refusal.Reason.MESSAGE_NOT_FOUND, "No deferred message has the number " + sequence)))
                .toList();
        found.forEach(this::remove);
        return found;
    }

    int size() {
        return messages.size();
    }
}
