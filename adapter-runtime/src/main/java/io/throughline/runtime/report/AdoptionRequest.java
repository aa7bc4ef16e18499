package io.throughline.runtime.report;

import io.throughline.events.command.Beginning;
import io.throughline.events.outcome.AdoptionRequested;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Asks ingest where the orders of this integration begin. */
public final class AdoptionRequest {

    private final OutcomePublisher publisher;
    private final String integration;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();

    public AdoptionRequest(OutcomePublisher publisher, String integration, Clock clock) {
        this.publisher = publisher;
        this.integration = integration;
        this.clock = clock;
    }

    public void send(Beginning beginning) {
        publisher.publish(List.of(new AdoptionRequested(integration, instance, clock.instant(), beginning)));
    }
}
