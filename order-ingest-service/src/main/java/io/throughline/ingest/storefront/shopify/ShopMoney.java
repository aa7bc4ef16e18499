package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads amounts in the shop's currency. Shopify writes most amounts twice: {@code price}, in the shop's currency, and
 * {@code price_set} with shop and presentment money.
 */
record ShopMoney(String currency) {

    Money of(BigDecimal amount) {
        return new Amounts(currency).of(amount);
    }

    Money zero() {
        return new Amounts(currency).zero();
    }

    Optional<Money> find(Document from, String name) {
        return from.decimal(name).or(() -> inSet(from, name + "_set")).map(this::of);
    }

    Money in(Document from, String name) {
        return find(from, name).orElseGet(this::zero);
    }

    /** An amount that Shopify signs as it pleases, as a positive one. */
    Money magnitude(Document from, String name) {
        Money money = in(from, name);
        return money.minor() < 0 ? zero().minus(money) : money;
    }

    private static Optional<BigDecimal> inSet(Document from, String name) {
        return from.child(name).flatMap(set -> set.child("shop_money")).flatMap(money -> money.decimal("amount"));
    }
}
