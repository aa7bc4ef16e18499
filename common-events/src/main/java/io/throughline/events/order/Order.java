package io.throughline.events.order;

import io.throughline.events.PersonalData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole order as the storefront last described it: the snapshot.
 *
 * @param orderKey {@code <storefront>:<shop>:<order id>}, for example {@code shopify:demo-shop:820982911946154508}
 * @param sourceOrderId the storefront's id; a string, because ids exceed 2^53
 * @param displayNumber what the customer sees: {@code #1001}
 * @param sourceVersion the storefront's "updated at": orders snapshots of one order
 * @param sourceOffset the shop's offset from UTC when the order was placed: {@code +02:00}
 * @param test whether the storefront marks the order as a test
 * @param taxIncluded whether line and shipping amounts contain the tax
 * @param currency ISO 4217, of every amount but {@link Totals#presentment()}
 * @param shipTo empty for digital goods and sales over the counter
 */
public record Order(
        String orderKey,
        String sourceOrderId,
        String displayNumber,
        Instant createdAt,
        Instant sourceVersion,
        @Nullable String sourceOffset,
        boolean test,
        boolean taxIncluded,
        String currency,
        OrderStatus status,
        @Nullable Customer customer,
        @Nullable Company company,
        @Nullable Address billTo,
        List<ShipTo> shipTo,
        List<OrderLine> lines,
        List<ShippingLine> shipping,
        List<Fee> fees,
        List<DiscountApplication> discounts,
        List<TaxLine> taxes,
        List<Tender> tenders,
        List<Refund> refunds,
        Totals totals,
        @PersonalData @Nullable String note) {

    public Order {
        shipTo = List.copyOf(shipTo);
        lines = List.copyOf(lines);
        shipping = List.copyOf(shipping);
        fees = List.copyOf(fees);
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
        tenders = List.copyOf(tenders);
        refunds = List.copyOf(refunds);
    }

    /** Lines of which something is still to be shipped; none once the order is cancelled or deleted. */
    public List<OrderLine> linesToShip() {
        return status.isEnded()
                ? List.of()
                : lines.stream()
                        .filter(OrderLine::requiresShipping)
                        .filter(line -> line.quantities().remaining().signum() > 0)
                        .toList();
    }
}
