package io.throughline.testkit;

import java.math.BigDecimal;

/**
 * What a test has to say of an order's line.
 *
 * @param unitPrice in the order's currency, tax included
 */
public record Line(String sku, BigDecimal quantity, BigDecimal unitPrice) {

    public Line(String sku, int quantity) {
        this(sku, Integer.toString(quantity));
    }

    /** @param quantity may be a fraction: {@code 0.5} */
    public Line(String sku, String quantity) {
        this(sku, new BigDecimal(quantity), new BigDecimal("19.99"));
    }

    public Line at(String price) {
        return new Line(sku, quantity, new BigDecimal(price));
    }
}
