package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The stretch of time up to now that figures are about. */
public enum Window {
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofHours(24)),
    MONTH("30d", Duration.ofDays(30));

    private final String word;
    private final Duration length;

    Window(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    /** As it is written in addresses and on pages: {@code 24h}. */
    public String word() {
        return word;
    }

    public double seconds() {
        return length.toSeconds();
    }

    /** What happened at this instant or before is outside. */
    public Instant before(Instant now) {
        return now.minus(length);
    }

    /** @return absent when no window is called so */
    public static Optional<Window> named(String word) {
        return Stream.of(values()).filter(window -> window.word.equals(word)).findFirst();
    }
}
