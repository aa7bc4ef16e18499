package io.throughline.events.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What became of a command. */
public enum Answer {
    /** Written down and under way; more answers follow. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** Done as asked. */
    @JsonProperty("done")
    DONE,
    /** It was so already; nothing changed. */
    @JsonProperty("already-done")
    ALREADY_DONE,
    /** A command with a higher revision about the same subject had been obeyed. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Somebody else changed it meanwhile. */
    @JsonProperty("conflict")
    CONFLICT,
    /** It cannot be done; the detail says why. */
    @JsonProperty("refused")
    REFUSED,
    /** Tried again, and parked again. */
    @JsonProperty("failed")
    FAILED,
    /** Halted on somebody's word. */
    @JsonProperty("paused")
    PAUSED,
    /** Halted by itself, because too much of it failed. */
    @JsonProperty("stopped")
    STOPPED,
    /** Ended on somebody's word before it was tried. */
    @JsonProperty("cancelled")
    CANCELLED;

    /** The word used in tables and on pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when no answer is called so */
    public static Answer of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
