package io.throughline.stack.check;

import java.util.Arrays;
import java.util.Optional;

/** A way to break the system on purpose: the check must notice it. */
public enum Sabotage {
    /** Nothing is broken. */
    NONE("none"),
    /** The adapters forget what they have finished, the downstream systems stop knowing keys, and events come again. */
    SUPPRESSION("suppression"),
    /** An event disappears between ingest's log and the broker. */
    LOST_EVENT("lost-event"),
    /** One after the other in one run. */
    ALL("all");

    private final String word;

    Sabotage(String word) {
        this.word = word;
    }

    /** As on the command line. */
    public String word() {
        return word;
    }

    public static Optional<Sabotage> named(String word) {
        return Arrays.stream(values())
                .filter(sabotage -> sabotage != NONE && sabotage.word.equals(word))
                .findFirst();
    }
}
