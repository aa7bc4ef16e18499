package io.throughline.events.outcome;

import java.util.List;

/**
 * Outcomes in the order they were committed.
 *
 * @param number place of the batch's last outcome in the integration's log; never falls, so a reader can see a hole
 */
public record OutcomeBatch(String integration, long number, List<DeliveryOutcome> outcomes) implements OutcomeMessage {

    public OutcomeBatch {
        outcomes = List.copyOf(outcomes);
    }
}
