package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Slo.Burn;
import io.throughline.dashboard.ledger.Slo.Promised;
import io.throughline.dashboard.ledger.Slo.Span;
import io.throughline.events.catalogue.Sla;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SloTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void whatIsSpentIsTakenFromWhatTheDeliveriesOf30DaysAllow() {
        var slo = of(0.99, Map.of(Span.MONTH, new Decided(995, 5)));

        assertThat(slo.budget().allowed()).isEqualTo(10, within(1e-9));
        assertThat(slo.budget().spent()).isEqualTo(5);
        assertThat(slo.budget().left()).isEqualTo(0.5, within(1e-9));
        assertThat(slo.budget().mayMiss()).isEqualTo(5);
        assertThat(slo.spent()).isFalse();
        assertThat(of(0.99, Map.of(Span.MONTH, new Decided(80, 20))).spent()).isTrue();
    }

    @Test
    void burnsWhenBothWindowsAreAboveTheLimitAndEnoughMissed() {
        var fast = new Decided(80, 20);

        assertThat(fastest(Map.of(Span.HOUR, fast, Span.FIVE_MINUTES, fast)))
                .isEqualTo(new Burn("1h", "5m", 14.4, rate(20), rate(20), 20, true));
        assertThat(fastest(Map.of(Span.HOUR, fast, Span.FIVE_MINUTES, new Decided(9, 0)))
                        .burning())
                .isFalse();
        assertThat(fastest(Map.of(Span.HOUR, fast)).rateStill()).isNull();
        assertThat(fastest(Map.of(Span.HOUR, new Decided(0, 2), Span.FIVE_MINUTES, new Decided(0, 2)))
                        .burning())
                .isFalse();
        assertThat(fastest(Map.of(Span.HOUR, new Decided(900, 100), Span.FIVE_MINUTES, fast))
                        .burning())
                .isFalse();
    }

    @Test
    void tellsWhenTheBudgetWillBeGoneOnlyIfItWillBe() {
        var halfLeft = new Decided(995, 5);

        assertThat(of(0.99, Map.of(Span.MONTH, halfLeft, Span.SIX_HOURS, new Decided(95, 5)))
                        .budgetGoneAt())
                .isCloseTo(NOW.plus(Duration.ofDays(3)), within(Duration.ofSeconds(2)));
        assertThat(of(0.99, Map.of(Span.MONTH, halfLeft, Span.SIX_HOURS, new Decided(995, 5)))
                        .budgetGoneAt())
                .isNull();
        assertThat(of(0.99, Map.of(Span.MONTH, new Decided(0, 5), Span.SIX_HOURS, new Decided(0, 5)))
                        .budgetGoneAt())
                .isNull();
    }

    @Test
    void aPromiseOf100PercentHasNoRateAndBurnsWithItsMisses() {
        var missed = new Decided(97, 3);
        var burn = of(1, Map.of(Span.HOUR, missed, Span.FIVE_MINUTES, missed)).burns();

        assertThat(burn.getFirst()).isEqualTo(new Burn("1h", "5m", 14.4, null, null, 3, true));
    }

    @Test
    void whereNothingWasDecidedNothingIsSaid() {
        var slo = of(0.99, Map.of());

        assertThat(slo.budget().left()).isNull();
        assertThat(slo.spent()).isFalse();
        assertThat(slo.burning()).isFalse();
        assertThat(slo.burns()).extracting(Burn::within).containsExactly("1h", "6h", "3d");
    }

    private static Burn fastest(Map<Span, Decided> counted) {
        return of(0.99, counted).burns().getFirst();
    }

    /** The rate at which so many percent miss when 1 % may. */
    private static double rate(int percent) {
        return percent / 100.0 / (1 - 0.99);
    }

    private static Slo of(double target, Map<Span, Decided> counted) {
        return Slo.of(
                new Promised("fulfillment-adapter", "Fulfillment", new Sla(Duration.ofMinutes(5), target)),
                counted,
                NOW);
    }
}
