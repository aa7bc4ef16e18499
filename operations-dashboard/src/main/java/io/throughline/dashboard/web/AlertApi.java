package io.throughline.dashboard.web;

import io.throughline.dashboard.store.AlertStore;
import io.throughline.dashboard.store.AlertTurn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts, for programs. */
@RestController
@RequestMapping("/api/alerts")
class AlertApi {

    private final AlertStore alerts;
    private final AlertTurn turn;

    AlertApi(AlertStore alerts, AlertTurn turn) {
        this.alerts = alerts;
        this.turn = turn;
    }

    @GetMapping
    AlertAnswer all() {
        return AlertAnswer.of(turn.lookedAt(), alerts.firing(), alerts.recent());
    }
}
