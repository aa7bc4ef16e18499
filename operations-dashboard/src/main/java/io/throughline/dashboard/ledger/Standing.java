package io.throughline.dashboard.ledger;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one integration.
 *
 * @param entry absent until it announced itself
 * @param pulse absent until its first heartbeat
 * @param parked deliveries parked now, by our own account
 * @param open events owed and not finished, by our own account
 * @param unaccounted events past deadline and grace that nobody mentions; absent while there is nothing to tell it
 *     from: no announcement or no heartbeat
 * @param reception what it received of what was published; absent before it announced itself
 * @param inspection what it found when it looked for what it had delivered
 */
public record Standing(
        String integration,
        @Nullable CatalogueEntry entry,
        Figures figures,
        @Nullable Pulse pulse,
        long parked,
        long open,
        @Nullable Long unaccounted,
        @Nullable Reception reception,
        Inspection inspection,
        Instant lastHeardAt,
        Condition condition) {

    public long unaccountedOrZero() {
        return unaccounted == null ? 0 : unaccounted;
    }

    /** The page that says what to do about this failure; absent when the catalogue entry knows no such failure. */
    public Optional<String> runbook(String code) {
        return (entry == null ? List.<FailureMode>of() : entry.failureModes())
                .stream()
                        .filter(mode -> mode.code().equals(code))
                        .map(FailureMode::runbook)
                        .findFirst();
    }

    public String title() {
        return entry == null ? integration : entry.title();
    }
}
