package io.throughline.stack.scaffold;

import io.throughline.events.catalogue.Sla;
import java.math.BigDecimal;
import java.time.Duration;

/** An integration's promise, for people and for Prometheus. */
record Spoken(Sla sla) {

    private static final BigDecimal MOST = new BigDecimal("0.9");

    /** {@code 5 min} */
    String lag() {
        return amount(" h", " min", " s");
    }

    /** {@code 5m} */
    String prometheusLag() {
        return amount("h", "m", "s");
    }

    /** {@code 99.9 %} */
    String target() {
        return BigDecimal.valueOf(sla.target())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /**
     * Share of missed deliveries at which the error budget burns so many times as fast as it may; at most 90 %, since a
     * lax promise must be able to burn too.
     */
    String burning(String times) {
        BigDecimal budget = BigDecimal.ONE.subtract(BigDecimal.valueOf(sla.target()));
        return budget.multiply(new BigDecimal(times))
                .min(MOST)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String amount(String hours, String minutes, String seconds) {
        Duration lag = sla.lag();
        if (lag.toMinutes() * 60 != lag.toSeconds()) {
            return lag.toSeconds() + seconds;
        }
        return lag.toHours() * 60 == lag.toMinutes() ? lag.toHours() + hours : lag.toMinutes() + minutes;
    }
}
