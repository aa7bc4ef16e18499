package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalRateTest {

    final RefusalRate rate = new RefusalRate(new RefusalProperties(10, 5));
    Instant now = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void aFewAreNoJump() {
        refuse(9);

        assertThat(rate.hasJumped(now)).isFalse();
    }

    @Test
    void asManyAsTheLimitWhereThereWereNoneAreAJump() {
        refuse(10);

        assertThat(rate.hasJumped(now)).isTrue();
    }

    @Test
    void whatComesAllTheTimeIsNoJumpAndSeveralTimesAsMuchIs() {
        passMinutes(65, 1);

        refuse(10);
        assertThat(rate.hasJumped(now)).isFalse();

        refuse(20);
        assertThat(rate.hasJumped(now)).isTrue();
    }

    @Test
    void aJumpLastsUntilTheRefusalsStop() {
        passMinutes(180, 20);
        assertThat(rate.hasJumped(now)).isTrue();

        passMinutes(5, 0);
        assertThat(rate.hasJumped(now)).isFalse();
    }

    @Test
    void forgetsWhatIsLongAgo() {
        refuse(9);
        passMinutes(65, 0);

        refuse(9);

        assertThat(rate.recent(now)).isEqualTo(9);
        assertThat(rate.hasJumped(now)).isFalse();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            rate.add(now);
        }
    }

    private void passMinutes(int minutes, int refusedInEach) {
        for (int i = 0; i < minutes; i++) {
            refuse(refusedInEach);
            rate.hasJumped(now);
            now = now.plus(Duration.ofMinutes(1));
        }
    }
}
