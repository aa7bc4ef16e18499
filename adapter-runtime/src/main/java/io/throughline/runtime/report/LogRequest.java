package io.throughline.runtime.report;

import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Asks ingest for events out of its log, in the same words in which missing ones are reported. */
public final class LogRequest {

    private final OutcomePublisher publisher;
    private final String integration;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();

    public LogRequest(OutcomePublisher publisher, String integration, Clock clock) {
        this.publisher = publisher;
        this.integration = integration;
        this.clock = clock;
    }

    public void send(List<Gap> wanted) {
        publisher.publish(List.of(new GapDetected(integration, instance, clock.instant(), wanted)));
    }
}
