package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which orders an integration that is new is for. */
public enum Beginning {
    /** Those that are placed from now on. */
    @JsonProperty("now")
    NOW,
    /** All that the log still holds. */
    @JsonProperty("first-event")
    FIRST_EVENT
}
