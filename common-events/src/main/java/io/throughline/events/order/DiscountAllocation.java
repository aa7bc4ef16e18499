package io.throughline.events.order;

/**
 * The share of a discount that falls on one line.
 *
 * @param discountId of the {@link DiscountApplication} it is a share of
 */
public record DiscountAllocation(String discountId, Money amount) {}
