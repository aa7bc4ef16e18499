package io.throughline.stub.storefront;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * One shop of the simulator.
 *
 * @param source which storefront software it runs: {@code shopify}
 * @param slug our name of it: {@code demo-shop}
 * @param taxIncluded whether its prices contain the tax
 * @param taxRate of everything it sells: 0.19
 * @param country where it sells to, ISO 3166-1 alpha-2
 * @param secret signs its webhooks; of Adobe Commerce the client id of its project, which is in what Adobe signs
 */
public record Shop(
        String source,
        String slug,
        Currency currency,
        boolean taxIncluded,
        BigDecimal taxRate,
        String country,
        String secret) {

    /** An amount of minor units as the shop writes it: 1999 is 19.99 in EUR and 1999 in JPY. */
    String amount(long minor) {
        return decimal(minor).toPlainString();
    }

    /** The same where the shop writes it as a number. */
    BigDecimal decimal(long minor) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    /** What Throughline calls an order of the shop. */
    String orderKey(long id) {
        return source + ":" + slug + ":" + id;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return source + "/" + slug;
    }
}
