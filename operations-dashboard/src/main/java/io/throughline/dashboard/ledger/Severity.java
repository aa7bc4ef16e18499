package io.throughline.dashboard.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent an alert is, most urgent first. */
public enum Severity {
    /** Wakes somebody. */
    CRITICAL,
    /** Waits for the morning. */
    WARNING;

    /** The word used in tables, on pages and in the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
