package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an integration has not finished an event that it owes.
 *
 * @param behind the event of the order that must come or be decided first; absent when there is none
 */
public record NotYet(Reason reason, @Nullable Integer behind) {

    /** What keeps it, the first that holds in this order. */
    public enum Reason {
        /** An earlier event of the order was not seen on topic {@code orders}. */
        MISSING,
        /** An earlier delivery of the order waits for somebody's decision. */
        HELD,
        /** The integration was not heard of lately: nobody knows. */
        BLIND,
        /** Its calls are paused. */
        PAUSED,
        /** Its downstream system fails. */
        BREAKER,
        /** An earlier delivery of the order is under way. */
        BEHIND,
        /** Nothing keeps it. */
        DUE;

        /** The word used in the API. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For a person, after "not yet". */
    @JsonProperty
    public String words() {
        return switch (reason) {
            case MISSING -> "event " + behind + " has not come: it waits for that one";
            case HELD -> "held behind event " + behind + ", which is parked";
            case BLIND -> "nobody knows: no heartbeat of this integration";
            case PAUSED -> "its calls are paused";
            case BREAKER -> "its downstream system fails, and the breaker is open";
            case BEHIND -> "waits for event " + behind;
            case DUE -> "under way";
        };
    }
}
