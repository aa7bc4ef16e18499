package io.throughline.events.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, identified by the storefront's line id: SKUs may repeat or be missing.
 *
 * @param lineId the storefront's id of the line, unique within the order
 * @param parentLineId of the bundle that this line is a part of; the parent is invoiced, the children are shipped
 * @param kind open set: {@code product}, {@code gift-card} (a liability, not revenue), {@code bundle}, {@code tip}
 * @param unitPrice before discounts, up to 6 decimals, in the order's currency
 * @param total what the line comes to before discounts and, where tax is excluded, before tax
 * @param hsCode customs tariff number
 * @param origin ISO 3166-1 alpha-2 country of origin
 */
public record OrderLine(
        String lineId,
        @Nullable String parentLineId,
        @Nullable String sku,
        String title,
        String kind,
        Quantities quantities,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice,
        List<DiscountAllocation> discounts,
        List<TaxLine> taxes,
        Money total,
        boolean requiresShipping,
        @Nullable String hsCode,
        @Nullable String origin,
        @Nullable Long weightGrams) {

    public OrderLine {
        unitPrice = Decimals.normal(unitPrice);
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
    }
}
