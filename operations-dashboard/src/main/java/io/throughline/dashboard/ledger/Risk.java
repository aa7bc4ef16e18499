package io.throughline.dashboard.ledger;

import io.throughline.events.catalogue.FailureMode;
import java.util.List;

/** How much a failure mode is to be feared: likelihood × impact × detectability, from 1 to 27. */
public final class Risk {

    private static final List<String> HOW_MUCH = List.of("low", "medium", "high");
    private static final List<String> HOW_HIDDEN = List.of("alerted", "visible", "silent");

    private Risk() {}

    /** A word that is none of ours counts as the worst. */
    public static int of(FailureMode mode) {
        return weight(HOW_MUCH, mode.likelihood())
                * weight(HOW_MUCH, mode.impact())
                * weight(HOW_HIDDEN, mode.detectability());
    }

    private static int weight(List<String> words, String word) {
        int place = words.indexOf(word);
        return place < 0 ? words.size() : place + 1;
    }
}
