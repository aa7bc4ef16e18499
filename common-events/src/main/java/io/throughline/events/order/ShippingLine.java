package io.throughline.events.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way of shipping that the customer chose, with its own tax.
 *
 * @param lineId the storefront's id of the shipping line
 * @param code the carrier's service code, when the storefront knows one
 */
public record ShippingLine(
        String lineId,
        String title,
        @Nullable String code,
        Money price,
        List<DiscountAllocation> discounts,
        List<TaxLine> taxes) {

    public ShippingLine {
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
    }
}
