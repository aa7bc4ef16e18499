package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    final Figures figures = new Figures(70, 1, 1, 6, 80, 8, 1.5, 9.0, 69, 1);

    @Test
    void failureRateIsFailedAttemptsByAttempts() {
        assertThat(figures.failureRate()).hasValue(0.1);
    }

    @Test
    void throughputIsWhatFinishedPerSecondOfTheWindow() {
        assertThat(figures.throughput(Window.HOUR)).isEqualTo(0.02);
        assertThat(figures.throughputLastMinute()).isEqualTo(0.1);
    }

    @Test
    void whatIsStillOwedPastItsDeadlineLowersAdherence() {
        assertThat(figures.withMissed(5).slaAdherence()).hasValue(69.0 / 75);
    }

    @Test
    void nothingAttemptedAndNothingDueIsUnknownNotPerfect() {
        assertThat(Figures.NONE.failureRate()).isEmpty();
        assertThat(Figures.NONE.slaAdherence()).isEmpty();
    }
}
