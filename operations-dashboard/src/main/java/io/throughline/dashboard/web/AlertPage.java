package io.throughline.dashboard.web;

import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.AlertTurn;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What fires, and what fired: since when, why, and what is at stake. */
@Controller
class AlertPage {

    private final AlertStore alerts;
    private final Maintenances maintenances;
    private final AlertTurn turn;
    private final Clock clock;

    AlertPage(AlertStore alerts, Maintenances maintenances, AlertTurn turn, Clock clock) {
        this.maintenances = maintenances;
        this.alerts = alerts;
        this.turn = turn;
        this.clock = clock;
    }

    @GetMapping("/alerts")
    String alerts(Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "maintenance",
                maintenances.inForce().stream().map(MaintenanceView::of).toList());
        model.addAttribute("firing", AlertView.all(alerts.firing(), now));
        model.addAttribute("ended", AlertView.all(alerts.recent(), now));
        model.addAttribute(
                "looked", turn.lookedAt().map(at -> Moment.ago(at, now)).orElse(null));
        return "alerts";
    }
}
