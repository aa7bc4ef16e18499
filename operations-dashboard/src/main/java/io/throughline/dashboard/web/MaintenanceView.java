package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Maintenance;

/** Planned maintenance on a page, while it lasts. */
record MaintenanceView(String integration, Moment until, String actor, String reason) {

    static MaintenanceView of(Maintenance maintenance) {
        return new MaintenanceView(
                maintenance.integration(), Moment.at(maintenance.until()), maintenance.actor(), maintenance.reason());
    }
}
