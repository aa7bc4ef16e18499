package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightTest {

    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration WITHIN = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(40);

    @Test
    void isBlindSinceTheOlderOfTwoAccountsEnded() {
        assertThat(sight(5, 20).blindSince(MINUTE)).isEmpty();
        assertThat(sight(61, 20).blindSince(MINUTE)).contains(NOW.minusSeconds(61));
        assertThat(sight(5, 90).blindSince(MINUTE)).contains(NOW.minusSeconds(90));
        assertThat(sight(70, 90).blindSince(MINUTE)).contains(NOW.minusSeconds(90));
    }

    @Test
    void isSteadyOnceEveryLockOfADeadReceiverHasEnded() {
        assertThat(new Sight(NOW, NOW, null, NOW).isSteady(MINUTE)).isFalse();
        assertThat(new Sight(NOW, NOW, NOW.minusSeconds(59), NOW).isSteady(MINUTE))
                .isFalse();
        assertThat(new Sight(NOW, NOW, NOW.minusSeconds(60), NOW).isSteady(MINUTE))
                .isTrue();
    }

    @Test
    void whatIsOverdueWasAppendedLongBeforeTheLastCertainty() {
        assertThat(sight(0, 0).overdueBefore(WITHIN, GRACE)).isEqualTo(NOW.minusSeconds(70));
        assertThat(sight(0, 50).overdueBefore(WITHIN, GRACE)).isEqualTo(NOW.minusSeconds(80));
    }

    private static Sight sight(int logAge, int ordersAge) {
        return new Sight(NOW, NOW.minusSeconds(logAge), NOW.minusSeconds(300), NOW.minusSeconds(ordersAge));
    }
}
