package io.throughline.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which way we came to know of a fact. */
public enum Origin {
    @JsonProperty("webhook")
    WEBHOOK,
    @JsonProperty("reconcile")
    RECONCILE
}
