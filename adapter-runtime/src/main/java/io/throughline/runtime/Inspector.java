package io.throughline.runtime;

import io.throughline.events.outcome.DeliveryOutcome;
import java.util.List;

/**
 * Looks at the downstream system for what was reported as delivered. A bean of an adapter whose system can be asked;
 * where there is none, what was delivered is believed.
 */
@FunctionalInterface
public interface Inspector {

    /**
     * Those of which the system shows nothing, though it should: neither what was made nor what took its place.
     *
     * @param delivered by this integration, few enough for one call, with the reference that the handler gave
     * @throws TransientFailure when it cannot be asked now
     */
    List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered);
}
