package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Figures;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/integrations} answers. What is not known is absent, never zero.
 *
 * @param publishing absent when the dashboard was not told where ingest is
 * @param drift where the catalogue and what runs differ, but for integrations that fell silent: these are in the list
 */
record OverviewAnswer(
        Instant at,
        String window,
        Overview.Orders orders,
        @Nullable Publishing publishing,
        List<DriftView> drift,
        List<Integration> integrations) {

    static OverviewAnswer of(Reading reading, @Nullable Publishing publishing) {
        Overview overview = reading.overview();
        return new OverviewAnswer(
                overview.at(),
                overview.window().word(),
                overview.orders(),
                publishing,
                DriftView.all(reading.newsOfDrift()),
                overview.integrations().stream()
                        .map(standing -> Integration.of(standing, reading))
                        .toList());
    }

    /**
     * One integration, worst condition first.
     *
     * @param open events owed and not finished, by the dashboard's own account
     * @param unaccounted absent while there is no announcement or heartbeat to judge by
     * @param reception absent before it announced itself
     * @param inspection of what it reported as delivered
     */
    record Integration(
            String integration,
            String condition,
            @Nullable Catalogue catalogue,
            Finished finished,
            double throughput,
            double throughputLastMinute,
            long attempts,
            long failedAttempts,
            @Nullable Double failureRate,
            @Nullable Double lagP50Seconds,
            @Nullable Double lagP99Seconds,
            Adherence sla,
            Promise promise,
            long parked,
            long open,
            @Nullable Long unaccounted,
            @Nullable Reception reception,
            Inspection inspection,
            @Nullable Pulse heartbeat,
            Instant lastHeardAt) {

        static Integration of(Standing standing, Reading reading) {
            Figures figures = standing.figures();
            return new Integration(
                    standing.integration(),
                    standing.condition().name().toLowerCase(Locale.ROOT),
                    Catalogue.of(standing.entry()),
                    new Finished(figures.delivered(), figures.ignored(), figures.discarded()),
                    figures.throughput(reading.overview().window()),
                    figures.throughputLastMinute(),
                    figures.attempts(),
                    figures.failedAttempts(),
                    known(figures.failureRate()),
                    figures.lagP50(),
                    figures.lagP99(),
                    new Adherence(figures.met(), figures.missed(), known(figures.slaAdherence())),
                    Promise.of(standing.entry(), reading.history(standing.integration())),
                    standing.parked(),
                    standing.open(),
                    standing.unaccounted(),
                    standing.reception(),
                    standing.inspection(),
                    standing.pulse(),
                    standing.lastHeardAt());
        }
    }

    private static @Nullable Double known(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** Deliveries of the window by what became of them. */
    record Finished(long delivered, long ignored, long discarded) {}

    /** @param adherence absent when no delivery was due */
    record Adherence(long met, long missed, @Nullable Double adherence) {}

    /**
     * What became of the SLA, whatever the window.
     *
     * @param errorBudgetLeft 1 is all of it, below 0 the promise of 30 days is broken; absent when nothing was due
     */
    record Promise(
            Adherence hour,
            Adherence day,
            Adherence month,
            @Nullable Double errorBudgetLeft) {

        static Promise of(@Nullable CatalogueEntry entry, History history) {
            return new Promise(
                    adherence(history.hour()),
                    adherence(history.day()),
                    adherence(history.month()),
                    entry == null ? null : known(history.budgetLeft(entry.sla().target())));
        }

        private static Adherence adherence(History.Decided decided) {
            return new Adherence(decided.met(), decided.missed(), known(decided.adherence()));
        }
    }

    /** What the integration announced of itself. */
    record Catalogue(
            String title,
            String owner,
            String downstream,
            String businessImpact,
            double slaLagSeconds,
            double slaTarget,
            List<String> events,
            List<FailureMode> failureModes,
            String migrationStage) {

        static @Nullable Catalogue of(@Nullable CatalogueEntry entry) {
            return entry == null
                    ? null
                    : new Catalogue(
                            entry.title(),
                            entry.owner(),
                            entry.downstream(),
                            entry.businessImpact(),
                            entry.sla().lag().toMillis() / 1000.0,
                            entry.sla().target(),
                            entry.events(),
                            entry.failureModes(),
                            entry.migrationStage());
        }
    }
}
