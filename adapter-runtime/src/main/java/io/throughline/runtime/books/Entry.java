package io.throughline.runtime.books;

import java.math.BigDecimal;

/**
 * One document, as the shop asked for it or as the books have it.
 *
 * @param name as in {@link Posting#name}
 * @param order the order key
 * @param currency ISO 4217; empty where the books do not tell: it is the invoice's then
 */
public record Entry(Kind kind, String name, String order, String currency, BigDecimal amount) {

    /** What a document is. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE,
        PAYMENT,
        PAYOUT;

        boolean isMoney() {
            return this == PAYMENT || this == PAYOUT;
        }
    }

    /**
     * Of a payment or payout that is known by its effect key.
     *
     * @param key {@code <order>/payment/<means>} or {@code <order>/payout/<refund>}
     */
    public static Entry money(String key, BigDecimal amount) {
        Kind kind = key.contains("/payout/") ? Kind.PAYOUT : Kind.PAYMENT;
        return new Entry(kind, key, key.replaceFirst("/(payment|payout)/.*", ""), "", amount);
    }

    /** Whether it is about an order; whatever else the books hold is nobody's here. */
    public boolean isOfAnOrder() {
        return order.matches("[a-z0-9-]+:[a-z0-9-]+:.+");
    }

    /** Storefront and shop, as the order key begins: {@code shopify:demo-shop}. */
    String shop() {
        return order.substring(0, Math.max(0, order.lastIndexOf(':')));
    }

    Entry in(String known) {
        return currency.isEmpty() ? new Entry(kind, name, order, known, amount) : this;
    }
}
