package io.throughline.dashboard.alert;

import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.AlertTurn;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at a steady beat, in one of all instances. */
@Component
class AlertTick {

    private final AlertTurn turn;
    private final AlertWatch watch;
    private final Eyes eyes;
    private final AlertProperties properties;
    private final Clock clock;

    AlertTick(AlertTurn turn, AlertWatch watch, Eyes eyes, AlertProperties properties, Clock clock) {
        this.turn = turn;
        this.watch = watch;
        this.eyes = eyes;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.alerts.every}")
    void look() {
        Instant now = clock.instant();
        // Before the turn, which is a transaction: ingest is asked over HTTP.
        Surroundings seen = eyes.at(now);
        turn.take(now, properties.every(), last -> watch.look(seen, last));
    }
}
