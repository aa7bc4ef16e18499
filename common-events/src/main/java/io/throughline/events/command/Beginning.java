package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which orders an integration that is new is for. */
public enum Beginning {
    /** Those that are placed from now on. */
    @JsonProperty("now")
    NOW,
    /** All that the log still holds. */
    @JsonProperty("first-event")
    FIRST_EVENT;

    /** As it is written: {@code first-event}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for any other word */
    public static Beginning of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
