package io.throughline.events.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "19.99, EUR, 1999, 2",
        "19.9, EUR, 1990, 2",
        "1980, JPY, 1980, 0",
        "1980.00, JPY, 1980, 0",
        "1.2345e1, KWD, 12345, 3",
        "-0.01, USD, -1, 2",
        "0, CHF, 0, 2"
    })
    void countsInTheCurrencysSmallestUnit(BigDecimal amount, String currency, long minor, int exponent) {
        assertThat(Money.of(amount, currency)).isEqualTo(new Money(currency, minor, exponent));
    }

    @ParameterizedTest
    @CsvSource({"1999, EUR, 2, 19.99", "1980, JPY, 0, 1980", "12345, KWD, 3, 12.345", "-5, USD, 2, -0.05"})
    void writesTheCurrencysOwnDecimals(long minor, String currency, int exponent, String decimal) {
        assertThat(new Money(currency, minor, exponent).toDecimal()).hasToString(decimal);
    }

    @ParameterizedTest
    @CsvSource({"19.999, EUR", "0.5, JPY", "1.23456, KWD"})
    void refusesMoreDecimalsThanTheCurrencyHas(BigDecimal amount, String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(amount, currency))
                .withMessageContaining(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "EURO", "XQZ", "", "€"})
    void refusesWhatIsNoCurrency(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(BigDecimal.ONE, currency))
                .withMessageContaining("ISO 4217");
    }

    @Test
    void refusesAnAmountBeyond64Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(new BigDecimal("92233720368547758.08"), "EUR"));
        assertThat(Money.of(new BigDecimal("92233720368547758.07"), "EUR").minor())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void overflowsAloudInsteadOfTurningNegative() {
        Money most = new Money("EUR", Long.MAX_VALUE, 2);

        assertThatThrownBy(() -> most.plus(new Money("EUR", 1, 2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money("EUR", Long.MIN_VALUE, 2).minus(new Money("EUR", 1, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void addsAndSubtractsOneCurrencyOnly() {
        Money euro = Money.of(new BigDecimal("10.00"), "EUR");

        assertThat(euro.plus(Money.of(new BigDecimal("0.50"), "EUR")).minor()).isEqualTo(1050);
        assertThat(euro.minus(Money.of(new BigDecimal("10.50"), "EUR")).minor()).isEqualTo(-50);
        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(Money.zero("USD")));
    }
}
