package io.throughline.testkit;

import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.Outcome;

/** What the runtime reports of deliveries that ended well at their first attempt. */
public final class Outcomes {

    private Outcomes() {}

    /** As a handler answered the event. */
    public static DeliveryOutcome of(EventEnvelope<?> event, Outcome outcome) {
        return new DeliveryOutcome(
                event.orderRef(),
                event.sequence(),
                event.id(),
                event.orderKey(),
                event.type().name(),
                1,
                outcome.isIgnored() ? Result.IGNORED : Result.DELIVERED,
                outcome.code(),
                null,
                1,
                0,
                event.acceptedAt(),
                event.acceptedAt(),
                outcome.reference().orElse(null),
                null,
                null,
                null,
                null,
                null);
    }
}
