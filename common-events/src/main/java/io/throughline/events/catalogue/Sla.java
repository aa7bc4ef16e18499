package io.throughline.events.catalogue;

import java.time.Duration;

/**
 * What an integration promises.
 *
 * @param lag longest time from an event's acceptance to its effect
 * @param target share of deliveries that must keep it: 0.999
 */
public record Sla(Duration lag, double target) {

    public Sla {
        if (lag.isNegative() || lag.isZero() || target <= 0 || target > 1) {
            throw new IllegalArgumentException("An SLA needs a lag above zero and a target above 0 and up to 1");
        }
    }
}
