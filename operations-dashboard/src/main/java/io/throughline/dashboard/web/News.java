package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.MaintenanceStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is told beside the figures: alerts, and planned maintenance. */
@Component
class News {

    private final AlertStore alerts;
    private final MaintenanceStore maintenance;

    News(AlertStore alerts, MaintenanceStore maintenance) {
        this.alerts = alerts;
        this.maintenance = maintenance;
    }

    List<Incident> firing() {
        return alerts.firing();
    }

    List<Maintenance> maintenance() {
        return maintenance.inForce();
    }
}
