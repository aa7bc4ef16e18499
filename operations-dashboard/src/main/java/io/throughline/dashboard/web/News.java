package io.throughline.dashboard.web;

import io.throughline.dashboard.catalogue.DriftWatch;
import io.throughline.dashboard.ledger.Drift;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.MaintenanceStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is told beside the figures: alerts, planned maintenance, and where catalogue and life differ. */
@Component
class News {

    private final AlertStore alerts;
    private final MaintenanceStore maintenance;
    private final DriftWatch drifts;

    News(AlertStore alerts, MaintenanceStore maintenance, DriftWatch drifts) {
        this.drifts = drifts;
        this.alerts = alerts;
        this.maintenance = maintenance;
    }

    List<Incident> firing() {
        return alerts.firing();
    }

    List<Maintenance> maintenance() {
        return maintenance.inForce();
    }

    List<Drift> drifts() {
        return drifts.latest();
    }
}
