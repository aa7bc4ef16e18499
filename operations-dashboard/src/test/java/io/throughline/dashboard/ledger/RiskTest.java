package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.catalogue.FailureMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

    @ParameterizedTest
    @CsvSource({"low, low, alerted, 1", "low, high, alerted, 3", "medium, high, visible, 12", "high, high, silent, 27"})
    void isLikelihoodTimesImpactTimesDetectability(String likelihood, String impact, String detectability, int risk) {
        assertThat(Risk.of(new FailureMode("code", likelihood, impact, detectability, "ParkedDeliveries")))
                .isEqualTo(risk);
    }

    @Test
    void aWordThatNobodyKnowsIsFearedMost() {
        assertThat(Risk.of(new FailureMode("code", "rare", "low", "alerted", "ParkedDeliveries")))
                .isEqualTo(3);
    }
}
