package io.throughline.dashboard.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a figure was without this system, in a month, as somebody entered it.
 *
 * @param integration empty for all of them together
 * @param currency empty unless the figure is money, whose value is in whole units: 19.99
 * @param source where the number comes from
 */
public record Baseline(
        String integration, Measure measure, String currency, BigDecimal value, String source, FailureGroup.By by) {

    /** When it was entered. */
    public Instant at() {
        return by.at();
    }
}
