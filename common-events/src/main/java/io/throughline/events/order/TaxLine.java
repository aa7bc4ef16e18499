package io.throughline.events.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One tax as the storefront computed it; never recomputed.
 *
 * @param rate 0.19 for 19 %
 * @param jurisdiction as the storefront names it, when it does
 * @param channelLiable true when the sales channel (a marketplace) collects and remits it, not the merchant
 */
public record TaxLine(
        String title,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate,
        Money amount,
        @Nullable String jurisdiction,
        boolean channelLiable) {

    public TaxLine {
        rate = Decimals.normal(rate);
    }
}
