package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Handover.Happened;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Reads what was written down within a time, for whoever was not there. */
@Component
public class Happenings {

    private final AlertStore alerts;
    private final FailureStore failures;
    private final DeedStore deeds;
    private final HandoverStore handovers;

    Happenings(AlertStore alerts, FailureStore failures, DeedStore deeds, HandoverStore handovers) {
        this.alerts = alerts;
        this.failures = failures;
        this.deeds = deeds;
        this.handovers = handovers;
    }

    public Happened between(Instant since, Instant until) {
        return new Happened(
                alerts.since(since), failures.groups(), deeds.since(since), handovers.decided(since, until));
    }
}
