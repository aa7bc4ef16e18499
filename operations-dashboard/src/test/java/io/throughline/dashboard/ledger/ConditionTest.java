package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Condition.Signs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Duration SILENT_AFTER = Duration.ofSeconds(30);

    final Figures kept = new Figures(1000, 0, 0, 0, 1000, 0, 1.0, 2.0, 1000, 0);

    @Test
    void oneUnaccountedEventIsWorseThanAnything() {
        assertThat(of(kept, null, 0, 1)).isEqualTo(Condition.UNACCOUNTED);
    }

    @Test
    void noNewsIsBadNews() {
        assertThat(of(kept, null, 0, 0)).isEqualTo(Condition.SILENT);
        assertThat(of(kept, pulse(NOW.minusSeconds(31), "closed", false), 0, 0)).isEqualTo(Condition.SILENT);
        assertThat(of(kept, pulse(NOW.minusSeconds(30), "closed", false), 0, 0)).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void aBreakerThatIsNotClosedMakesDeliveriesWait() {
        assertThat(of(kept, pulse(NOW, "open", false), 3, 0)).isEqualTo(Condition.WAITING);
        assertThat(of(kept, pulse(NOW, "half-open", false), 0, 0)).isEqualTo(Condition.WAITING);
        assertThat(of(kept, pulse(NOW, "open", true), 0, 0)).isEqualTo(Condition.PAUSED);
    }

    @Test
    void aPromiseIsBrokenBelowItsTargetOnly() {
        Figures atTarget = new Figures(1000, 0, 0, 0, 1000, 0, 1.0, 2.0, 999, 1);
        Figures below = new Figures(1000, 0, 0, 0, 1000, 0, 1.0, 2.0, 998, 2);

        assertThat(of(atTarget, pulse(NOW, "closed", false), 0, 0)).isEqualTo(Condition.HEALTHY);
        assertThat(of(below, pulse(NOW, "closed", false), 0, 0)).isEqualTo(Condition.BEHIND);
        assertThat(of(below, pulse(NOW, "closed", false), 1, 0)).isEqualTo(Condition.PARKED);
    }

    private static Condition of(Figures figures, @Nullable Pulse pulse, long parked, long unaccounted) {
        var entry = Events.announcement(Events.FULFILLMENT, NOW).entry();
        return Condition.of(new Signs(entry, figures, pulse, parked, unaccounted), NOW, SILENT_AFTER);
    }

    private static Pulse pulse(Instant at, String breaker, boolean paused) {
        return new Pulse(at, 0, 0, 0, 0, null, breaker, paused, null);
    }
}
