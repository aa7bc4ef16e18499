package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.events.catalogue.Sla;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What alerts of one integration are judged by. Only those that announced themselves are: without an entry there is no
 * promise.
 *
 * @param pulse absent while it is silent
 * @param deaf nobody is heard at the moment, so that silence says nothing
 * @param parked deliveries by code
 * @param unaccounted past deadline and grace, and nobody mentions them
 * @param unreceived published, and the integration neither finished them nor has them open
 * @param absent reported as delivered, and not at the downstream system
 */
public record Observed(
        CatalogueEntry entry,
        @Nullable Pulse pulse,
        boolean deaf,
        Map<String, Long> parked,
        long unaccounted,
        long unreceived,
        long absent,
        Burn burn,
        Pauses pauses) {

    public Observed {
        parked = Map.copyOf(parked);
    }

    Sla sla() {
        return entry.sla();
    }

    /** Codes among those parked now that the catalogue sends to this alert's page. */
    List<String> parkedCodes(Alert alert) {
        Set<String> sent = entry.failureModes().stream()
                .filter(mode -> mode.runbook().equals(alert.word()))
                .map(FailureMode::code)
                .collect(Collectors.toSet());
        return parked.keySet().stream().filter(sent::contains).sorted().toList();
    }

    /** What waits for a decision: all that is parked but what cannot be read. */
    List<String> decidable() {
        List<String> unreadable = parkedCodes(Alert.DEAD_LETTERS);
        return parked.keySet().stream()
                .filter(code -> !unreadable.contains(code))
                .sorted()
                .toList();
    }

    long count(List<String> codes) {
        return codes.stream().mapToLong(code -> parked.getOrDefault(code, 0L)).sum();
    }

    /** Its calls are stopped and nobody stopped them: the downstream system refuses our key. */
    boolean isLockedOut() {
        return pulse != null && pulse.paused() && !pauses.all && !pauses.isSettling(pulse.at());
    }

    /** Somebody stopped its calls or some of them. */
    boolean isPaused() {
        return pauses.some || (pauses.all && pulse != null && pulse.paused());
    }

    /**
     * What people wished, by the audit log.
     *
     * @param all a pause of the whole integration is in force
     * @param some one of a part of it is
     * @param wishedAt when the newest pause or resumption was given
     */
    public record Pauses(
            boolean all, boolean some, @Nullable Instant wishedAt) {

        public static final Pauses NONE = new Pauses(false, false, null);

        /** A command takes a moment until it is obeyed and the next heartbeat says so. */
        private static final int SETTLING_SECONDS = 60;

        private boolean isSettling(Instant beatAt) {
            return wishedAt != null && beatAt.isBefore(wishedAt.plusSeconds(SETTLING_SECONDS));
        }
    }

    /**
     * Deliveries decided within the last five minutes and so on.
     *
     * @param stuckHour most deliveries that were parked or held at once within an hour, as {@code stuckSixHours}
     * @param attempted within five minutes, as far as was reported
     */
    public record Burn(
            Decided fiveMinutes,
            Decided halfHour,
            Decided hour,
            Decided sixHours,
            Decided threeDays,
            long stuckHour,
            long stuckSixHours,
            long attempted) {

        public static final Burn NONE =
                new Burn(Decided.NONE, Decided.NONE, Decided.NONE, Decided.NONE, Decided.NONE, 0, 0, 0);
    }
}
