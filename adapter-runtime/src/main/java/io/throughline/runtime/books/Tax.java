package io.throughline.runtime.books;

import io.throughline.events.order.TaxLine;
import java.math.BigDecimal;

/**
 * A tax by what the storefront calls it.
 *
 * @param rate 0.19 for 19 %
 */
public record Tax(String title, BigDecimal rate) {

    /** Rates are the same however many zeros they are written with. */
    public Tax {
        rate = rate.signum() == 0 ? BigDecimal.ZERO : rate.stripTrailingZeros();
    }

    static Tax of(TaxLine line) {
        return new Tax(line.title(), line.rate());
    }

    /** {@code VAT 0.19} */
    @Override
    public String toString() {
        return title + " " + rate.toPlainString();
    }
}
