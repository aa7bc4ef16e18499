package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Drift;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.ledger.Overview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How everything stands and what it did, as everybody who looks now is told. */
record Reading(
        Overview overview,
        Map<String, History> histories,
        List<Incident> firing,
        List<Maintenance> maintenance,
        List<Drift> drifts) {

    /** What nothing else on the overview tells of. */
    List<Drift> newsOfDrift() {
        return drifts.stream().filter(Drift::isNews).toList();
    }

    /** While planned work on this integration lasts. */
    Optional<MaintenanceView> maintenance(String integration) {
        return maintenance.stream()
                .filter(one -> one.integration().equals(integration))
                .map(MaintenanceView::of)
                .findFirst();
    }

    /** Firing alerts of one integration. */
    List<AlertView> alerts(String integration) {
        return AlertView.all(
                firing.stream()
                        .filter(incident -> incident.subject().integration().equals(integration))
                        .toList(),
                overview.at());
    }

    /** Those that are about no integration with a card of its own. */
    List<AlertView> otherAlerts() {
        return AlertView.all(
                firing.stream()
                        .filter(incident -> overview.standing(incident.subject().integration())
                                .isEmpty())
                        .toList(),
                overview.at());
    }

    History history(String integration) {
        return histories.getOrDefault(integration, History.NONE);
    }
}
