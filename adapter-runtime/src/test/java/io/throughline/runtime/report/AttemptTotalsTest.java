package io.throughline.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.events.outcome.AttemptCount;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptTotalsTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AttemptTotals totals = new AttemptTotals(meters);

    @Test
    void tellsWhatCameSinceItWasToldLast() {
        attempt("succeeded", 100);
        assertThat(totals.news()).isEmpty();
        totals.told();

        attempt("succeeded", 20);
        attempt("transient", 30);
        assertThat(totals.news()).contains(new AttemptCount(2, 1, 50, 100));
        totals.told();

        assertThat(totals.news()).contains(new AttemptCount(0, 0, 0, 100));
    }

    @Test
    void whatWasReadAndDidNotReachTheBrokerIsToldTheNextTime() {
        assertThat(totals.news()).isEmpty();
        totals.told();
        attempt("unknown", 10);
        assertThat(totals.news()).contains(new AttemptCount(1, 1, 10, 10));

        attempt("succeeded", 5);

        assertThat(totals.news()).contains(new AttemptCount(2, 1, 15, 10));
    }

    private void attempt(String result, long millis) {
        meters.timer("throughline.delivery.attempts", "result", result).record(Duration.ofMillis(millis));
    }
}
