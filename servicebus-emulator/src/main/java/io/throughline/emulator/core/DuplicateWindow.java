package io.throughline.emulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers message ids for a while. */
final class DuplicateWindow {

    private static final int MAX_IDS = 1_000_000;

    private Duration length;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    DuplicateWindow(Duration length) {
        this.length = length;
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
        return seen.putIfAbsent(message.messageId().orElseThrow(), now) != null;
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
