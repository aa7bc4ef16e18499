package io.throughline.runtime.exchange;

import io.throughline.runtime.exchange.EventFields.Said;
import java.util.List;

/**
 * Where the value of a field that was sent comes from.
 *
 * @param match see {@link io.throughline.events.outcome.SentField}
 * @param from fields of the event, most likely first; empty where it is in none
 */
record Origin(String match, List<Said> from) {

    static final String SAME = "same";
    static final String NUMBER = "number";
    static final String MONEY = "money";
    static final String DATE = "date";
    static final String CONTAINS = "contains";
    static final String CASE = "case";
    static final String DIFFERS = "differs";
    static final String NONE = "none";

    /** What an operator looks at first: what contradicts the event, then what is not in it. */
    int gravity() {
        return switch (match) {
            case DIFFERS, CASE -> 0;
            case NONE -> 1;
            default -> 2;
        };
    }

    /** Whether the event has the value, written in whatever way. */
    boolean isFound() {
        return !from.isEmpty() && !match.equals(DIFFERS);
    }

    boolean isPersonal() {
        return from.stream().anyMatch(Said::personal);
    }
}
