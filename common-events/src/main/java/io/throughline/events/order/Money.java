package io.throughline.events.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount in one currency, exact.
 *
 * @param currency ISO 4217 code: {@code EUR}
 * @param minor in the currency's smallest unit; 1999 is EUR 19.99, JPY 1999 and KWD 1.999
 * @param exponent decimals of the currency, carried explicitly so that a reader needs no table: EUR 2, JPY 0, KWD 3
 */
public record Money(String currency, long minor, int exponent) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    public Money {
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("'" + currency + "' is not an ISO 4217 currency code such as EUR");
        }
        if (exponent < 0 || exponent > 4) {
            throw new IllegalArgumentException("A currency has 0 to 4 decimals, not " + exponent);
        }
    }

    /**
     * Reads an amount as a storefront wrote it.
     *
     * @throws IllegalArgumentException when the currency is unknown, the amount has more decimals than the currency, or
     *     does not fit 64 bits
     */
    public static Money of(BigDecimal amount, String currency) {
        int exponent = exponentOf(currency);
        try {
            return new Money(currency, amount.movePointRight(exponent).longValueExact(), exponent);
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    amount + " is no amount of " + currency + ", which has " + exponent + " decimals", inexact);
        }
    }

    public static Money zero(String currency) {
        return new Money(currency, 0, exponentOf(currency));
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        return new Money(currency, Math.addExact(minor, sameCurrency(other).minor), exponent);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        return new Money(currency, Math.subtractExact(minor, sameCurrency(other).minor), exponent);
    }

    /** This amount as a decimal with the currency's own number of decimals: 19.99. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(minor, exponent);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return other;
    }

    private static int exponentOf(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "'" + currency + "' is not an ISO 4217 currency code such as EUR", unknown);
        }
    }
}
