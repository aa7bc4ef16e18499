package io.throughline.ingest.storefront;

import io.throughline.events.order.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads amounts in one currency.
 *
 * @param currency ISO 4217
 */
public record Amounts(String currency) {

    private static final int UNIT_PRICE_DECIMALS = 6;

    /** In minor units; far beyond any order, and thousands of them can be added up. */
    private static final BigDecimal BEYOND_ANY_ORDER = BigDecimal.TEN.pow(15);

    /** @throws NotUnderstoodException when there is no such currency */
    public Amounts {
        try {
            Money.zero(currency);
        } catch (IllegalArgumentException unknown) {
            throw new NotUnderstoodException("malformed-field", "The order's currency is none of ISO 4217", unknown);
        }
    }

    /**
     * Rounds half up what has more decimals than the currency, such as 1000 pieces at 0.0025.
     *
     * @throws NotUnderstoodException when it is of no sensible size
     */
    public Money of(BigDecimal amount) {
        int exponent = Money.zero(currency).exponent();
        if (amount.abs().movePointRight(exponent).compareTo(BEYOND_ANY_ORDER) >= 0) {
            throw new NotUnderstoodException("malformed-field", "An amount of the order is of no sensible size");
        }
        return Money.of(amount.setScale(exponent, RoundingMode.HALF_UP), currency);
    }

    public Money zero() {
        return Money.zero(currency);
    }

    public Optional<Money> find(Document from, String name) {
        return from.decimal(name).map(this::of);
    }

    public Money in(Document from, String name) {
        return find(from, name).orElseGet(this::zero);
    }

    /** An amount that the storefront signs as it pleases, as a positive one. */
    public Money magnitude(Document from, String name) {
        Money money = in(from, name);
        return money.minor() < 0 ? zero().minus(money) : money;
    }

    public Money sum(Stream<Money> amounts) {
        return amounts.reduce(zero(), Money::plus);
    }

    /** What one piece costs when so many cost so much; nothing when there are none. */
    public static BigDecimal unitPrice(BigDecimal amount, BigDecimal quantity) {
        return quantity.signum() == 0
                ? BigDecimal.ZERO
                : amount.divide(quantity, UNIT_PRICE_DECIMALS, RoundingMode.HALF_UP);
    }
}
