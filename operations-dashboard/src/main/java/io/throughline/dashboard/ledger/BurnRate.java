package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Observed.Burn;
import io.throughline.events.catalogue.Sla;
import java.math.BigDecimal;

/**
 * Whether the error budget of 30 days burns too fast, over a long window and still. The multiples are those of Google's
 * SRE workbook: 2 %, 5 % and 10 % of the budget.
 */
record BurnRate(Sla sla, Burn burn) {

    static final String FAST = "14.4";
    static final String MIDDLE = "6";
    static final String SLOW = "1";

    /** Fewer misses are orders, not a rate. */
    static final int LEAST_MISSES = 3;

    /** A lax promise must be able to burn too. */
    private static final BigDecimal MOST = new BigDecimal("0.9");

    boolean isCritical() {
        return (burns(sla, FAST, burn.hour(), burn.fiveMinutes()) && isMany(burn.hour(), burn.stuckHour()))
                || isMiddling();
    }

    private boolean isMiddling() {
        return burns(sla, MIDDLE, burn.sixHours(), burn.halfHour()) && isMany(burn.sixHours(), burn.stuckSixHours());
    }

    /** @param stuck were missed for being parked, and another alert tells of them */
    private static boolean isMany(Decided decided, long stuck) {
        return decided.missed() - stuck >= LEAST_MISSES;
    }

    boolean isWarning() {
        return burns(sla, SLOW, burn.threeDays(), burn.sixHours())
                && burn.threeDays().missed() >= LEAST_MISSES;
    }

    /** Share of missed deliveries at which the budget burns so many times as fast as it may. */
    static BigDecimal threshold(Sla sla, String times) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(sla.target()))
                .multiply(new BigDecimal(times))
                .min(MOST)
                .stripTrailingZeros();
    }

    /** @param shorter tells whether it still goes on */
    static boolean burns(Sla sla, String times, Decided longer, Decided shorter) {
        double threshold = threshold(sla, times).doubleValue();
        return missed(longer) > threshold && missed(shorter) > threshold;
    }

    private static double missed(Decided decided) {
        return decided.all() == 0 ? 0 : (double) decided.missed() / decided.all();
    }
}
