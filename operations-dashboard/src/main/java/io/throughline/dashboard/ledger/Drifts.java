package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells of a drift once it has lasted: an announcement may come a while after the first heartbeat, and the parts of a
 * release are not rolled out at once. For one thread.
 */
public final class Drifts {

    private final Released released;
    private final Duration settling;
    private Map<Drift, Instant> since = Map.of();

    /** @param settling how long; whoever fell silent was waited for already */
    public Drifts(Released released, Duration settling) {
        this.released = released;
        this.settling = settling;
    }

    /** Those that have lasted by now, by the integration's name. To be asked at a steady beat. */
    public List<Drift> look(List<Known> heardOf, Hearing hearing) {
        Map<Drift, Instant> standing = new HashMap<>();
        released.against(heardOf, hearing)
                .forEach(drift -> standing.put(drift, since.getOrDefault(drift, hearing.now())));
        since = standing;
        return standing.entrySet().stream()
                .filter(one -> one.getKey().kind() == Drift.Kind.SILENT
                        || !one.getValue().isAfter(hearing.now().minus(settling)))
                .map(Map.Entry::getKey)
                .sorted((one, other) -> one.integration().compareTo(other.integration()))
                .toList();
    }
}
