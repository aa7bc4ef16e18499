package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Money;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;

/**
 * BigCommerce writes every price twice, {@code …_ex_tax} and {@code …_inc_tax}. The pair's half is taken in which the
 * shop keeps its prices, so that discounts, which come once, are of the same kind.
 */
record BigCommerceMoney(Amounts amounts, boolean taxIncluded) {

    Money in(Document from, String name) {
        return amounts.in(from, name + suffix());
    }

    BigDecimal price(Document from, String name) {
        return from.decimal(name + suffix()).orElse(BigDecimal.ZERO);
    }

    private String suffix() {
        return taxIncluded ? "_inc_tax" : "_ex_tax";
    }
}
