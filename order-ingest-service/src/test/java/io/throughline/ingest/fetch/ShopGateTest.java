package io.throughline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShopGateTest {

    static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

    final ShopGate gate = new ShopGate(4, Duration.ofSeconds(1), Duration.ofMinutes(15));

    @Test
    void letsSoManyInAtOnce() {
        gate.entered();
        gate.entered();

        assertThat(gate.free(NOW)).isEqualTo(2);
        gate.left();
        assertThat(gate.free(NOW)).isEqualTo(3);
    }

    @Test
    void leavesAShopAloneAfterAFailureAndThenAsksOneQuestion() {
        Instant again = gate.failed(NOW, Duration.ZERO);

        assertThat(again).isEqualTo(NOW.plusSeconds(1));
        assertThat(gate.free(NOW)).isZero();
        assertThat(gate.free(again)).isEqualTo(1);
        gate.entered();
        assertThat(gate.free(again)).isZero();
        gate.left();
        gate.answered();
        assertThat(gate.free(again)).isEqualTo(4);
    }

    @Test
    void doublesTheWaitUpToItsLimit() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(gate.failed(NOW, Duration.ZERO)).isEqualTo(NOW.plusSeconds(seconds));
        }
    }

    @Test
    void waitsAsLongAsAskedButNotForEver() {
        assertThat(gate.failed(NOW, Duration.ofSeconds(30))).isEqualTo(NOW.plusSeconds(30));
        assertThat(gate.failed(NOW, Duration.ofDays(2))).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }
}
