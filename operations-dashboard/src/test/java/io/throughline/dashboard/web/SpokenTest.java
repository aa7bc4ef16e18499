package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.order.Money;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpokenTest {

    @Test
    void almostAllIsNotAll() {
        assertThat(Spoken.atLeast(OptionalDouble.of(0.99996))).isEqualTo("99.99 %");
        assertThat(Spoken.atLeast(OptionalDouble.of(1))).isEqualTo("100 %");
        assertThat(Spoken.atLeast(OptionalDouble.of(0.29))).isEqualTo("29 %");
    }

    @Test
    void almostNoneIsNotNone() {
        assertThat(Spoken.atMost(OptionalDouble.of(0.00001))).isEqualTo("0.01 %");
        assertThat(Spoken.atMost(OptionalDouble.of(0))).isEqualTo("0 %");
        assertThat(Spoken.rate(0.0001)).isEqualTo("<0.01/s");
    }

    @Test
    void whatIsUnknownIsNotZero() {
        assertThat(Spoken.atLeast(OptionalDouble.empty())).isEqualTo("–");
        assertThat(Spoken.seconds(null)).isEqualTo("–");
    }

    @Test
    void durationsHaveTwoUnitsAtMost() {
        assertThat(Spoken.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Spoken.duration(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(Spoken.duration(Duration.ofSeconds(3725))).isEqualTo("1 h 2 min");
        assertThat(Spoken.duration(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    }

    @Test
    void moneyHasTheDecimalsOfItsCurrency() {
        assertThat(Spoken.money(new Money("EUR", 123450, 2))).isEqualTo("EUR 1,234.50");
        assertThat(Spoken.money(new Money("JPY", 1999, 0))).isEqualTo("JPY 1,999");
        assertThat(Spoken.money(new Money("KWD", 1999, 3))).isEqualTo("KWD 1.999");
    }
}
