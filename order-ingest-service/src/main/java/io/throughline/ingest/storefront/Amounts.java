package io.throughline.ingest.storefront;

import io.throughline.events.order.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads amounts in one currency. */
public record Amounts(String currency) {

    private static final int UNIT_PRICE_DECIMALS = 6;

    /** Rounds half up what has more decimals than the currency, such as 1000 pieces at 0.0025. */
    public Money of(BigDecimal amount) {
        int exponent = Money.zero(currency).exponent();
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
