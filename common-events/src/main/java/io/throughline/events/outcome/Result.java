package io.throughline.events.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a delivery. All but {@link #PARKED} are final. */
public enum Result {
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("ignored")
    IGNORED,
    @JsonProperty("discarded")
    DISCARDED,
    @JsonProperty("parked")
    PARKED;

    /** The word used in tables, metrics and on pages. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no result is called so */
    public static Result of(String word) {
        return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
