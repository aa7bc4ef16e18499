package io.throughline.stack.scaffold;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much a failure mode is to be feared: likelihood × impact × detectability, each from 1 to 3. What nobody notices
 * is the worst.
 */
record Risk(String integration, FailureMode mode) {

    private static final Map<String, Integer> WEIGHTS =
            Map.of("low", 1, "medium", 2, "high", 3, "alerted", 1, "visible", 2, "silent", 3);

    static final Comparator<Risk> WORST_FIRST = Comparator.comparingInt(Risk::number)
            .reversed()
            .thenComparing(Risk::integration)
            .thenComparing(risk -> risk.mode().code());

    /** The entry's, worst first. */
    static List<Risk> of(CatalogueEntry entry) {
        return entry.failureModes().stream()
                .map(mode -> new Risk(entry.integration(), mode))
                .sorted(WORST_FIRST)
                .toList();
    }

    /** From 1 to 27. */
    int number() {
        return weight(mode.likelihood()) * weight(mode.impact()) * weight(mode.detectability());
    }

    String factors() {
        return mode.likelihood() + " × " + mode.impact() + " × " + mode.detectability();
    }

    private static int weight(String word) {
        return Objects.requireNonNull(WEIGHTS.get(word), word);
    }
}
