package io.throughline.events.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Goods given back in one refund.
 *
 * @param restockType open set: {@code no-restock}, {@code cancel} (never shipped), {@code return}
 * @param location the storefront's id of the place the goods go back to
 * @param subtotal positive, before tax where tax is excluded
 */
public record RefundLine(
        String lineId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        String restockType,
        @Nullable String location,
        Money subtotal,
        Money tax) {

    public RefundLine {
        quantity = Decimals.normal(quantity);
    }
}
