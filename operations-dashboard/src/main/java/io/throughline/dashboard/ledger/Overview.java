package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All integrations at one instant, worst first. */
public record Overview(Instant at, Window window, Orders orders, List<Standing> integrations) {

    private static final Comparator<Standing> WORST_FIRST =
            Comparator.comparing(Standing::condition).thenComparing(Standing::integration);

    public Overview {
        integrations = integrations.stream().sorted(WORST_FIRST).toList();
    }

    /** Absent when no integration of this name was heard. */
    public Optional<Standing> standing(String integration) {
        return integrations.stream()
                .filter(standing -> standing.integration().equals(integration))
                .findFirst();
    }

    /**
     * What the whole backbone owes.
     *
     * @param open orders of which some integration has not finished an event
     * @param oldestOpenAt when the oldest such event was accepted
     * @param unaccounted events past deadline and grace that nobody mentions
     * @param absent deliveries that were reported and are not at their downstream system
     */
    public record Orders(long open, @Nullable Instant oldestOpenAt, long parked, long unaccounted, long absent) {}
}
