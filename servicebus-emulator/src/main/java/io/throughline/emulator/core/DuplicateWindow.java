package io.throughline.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Remembers message ids for a while. */
final class DuplicateWindow {

    private static final int MAX_IDS = 1_000_000;

    private final String place;
    private Duration length;
    private final Journal journal;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    DuplicateWindow(String place, Duration length, Journal journal) {
        this.place = place;
        this.length = length;
        this.journal = journal;
    }

    void change(Duration next) {
        length = next;
    }

    /** Whether the message's id was seen within the window; if not, it is from now on. */
    boolean seen(Message message, Instant now) {
        if (length.isZero() || message.messageId().isEmpty()) {
            return false;
        }
        forget(now);
        var id = message.messageId().orElseThrow();
        if (seen.putIfAbsent(id, now) != null) {
            return true;
        }
        journal.add(new Change.Seen(place, id, now));
        return false;
    }

    void restore(Change.Seen before) {
        // One that was forgotten and seen again counts from the second time.
        seen.remove(before.messageId());
        if (!length.isZero()) {
            seen.put(before.messageId(), before.at());
        }
    }

    void describe(Instant now, Consumer<Change> listener) {
        forget(now);
        seen.forEach((id, at) -> listener.accept(new Change.Seen(place, id, at)));
    }

    private void forget(Instant now) {
        var oldest = seen.values().iterator();
        while (oldest.hasNext()) {
            var since = oldest.next();
            if (seen.size() < MAX_IDS && since.plus(length).isAfter(now)) {
                return;
            }
            oldest.remove();
        }
    }
}
