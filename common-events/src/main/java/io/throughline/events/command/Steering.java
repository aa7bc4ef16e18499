package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is to become of a set. */
public enum Steering {
    @JsonProperty("pause")
    PAUSE,
    @JsonProperty("resume")
    RESUME,
    @JsonProperty("cancel")
    CANCEL
}
