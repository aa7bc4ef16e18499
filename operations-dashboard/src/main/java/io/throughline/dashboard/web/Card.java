package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One integration on the overview. */
record Card(
        String integration,
        String title,
        @Nullable String downstream,
        @Nullable String owner,
        Condition condition,
        String tone,
        String because,
        Moment lastHeard,
        Sparkline trend,
        List<Figure> figures,
        List<String> unreceived,
        List<String> runbooks,
        List<AlertView> alerts,
        @Nullable MaintenanceView maintenance) {

    static Card of(Standing standing, Reading reading) {
        CatalogueEntry entry = standing.entry();
        return new Card(
                standing.integration(),
                standing.title(),
                entry == null ? null : entry.downstream(),
                entry == null ? null : entry.owner(),
                standing.condition(),
                standing.condition().tone().name().toLowerCase(Locale.ROOT),
                because(standing),
                Moment.ago(standing.lastHeardAt(), reading.overview().at()),
                Sparkline.of(reading.history(standing.integration()).points()),
                CardFigures.of(standing, reading),
                unreceived(standing.reception()),
                entry == null
                        ? List.of()
                        : entry.failureModes().stream()
                                .map(FailureMode::runbook)
                                .distinct()
                                .toList(),
                reading.alerts(standing.integration()),
                reading.maintenance(standing.integration()).orElse(null));
    }

    private static String because(Standing standing) {
        return switch (standing.condition()) {
            case UNACCOUNTED -> nowhere(standing);
            case SILENT -> standing.pulse() == null ? "No heartbeat yet" : "No heartbeat: blind since then";
            case PAUSED -> "An operator, or a refused login, stopped its calls; deliveries wait";
            case WAITING -> "Its downstream system fails; calls are held back and deliveries wait";
            case PARKED -> "Deliveries wait for somebody's decision";
            case BEHIND -> "Fewer deliveries than promised kept the SLA";
            case HEALTHY -> "";
        };
    }

    private static String nowhere(Standing standing) {
        return standing.inspection().absent() == 0
                ? "Events past their deadline that nobody mentions"
                : "Reported as delivered, and not there";
    }

    private static List<String> unreceived(@Nullable Reception reception) {
        return reception == null
                ? List.of()
                : reception.events().stream()
                        .map(event -> event.orderKey() + " " + event.orderSeq())
                        .toList();
    }
}
