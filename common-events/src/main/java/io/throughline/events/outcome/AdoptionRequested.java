package io.throughline.events.outcome;

import io.throughline.events.command.Beginning;
import java.time.Instant;

/**
 * An integration with an empty database asks ingest where its orders begin. Said again until it is answered, and then
 * until the events that came before it are there.
 */
public record AdoptionRequested(String integration, String instance, Instant at, Beginning beginning)
        implements OutcomeMessage {}
