package io.throughline.events.order;

import org.jspecify.annotations.Nullable;

/**
 * A discount as it was granted; its shares stand on the lines as {@link DiscountAllocation}.
 *
 * @param discountId unique within the order; by default its place in the storefront's list: {@code 0}
 * @param type open set: {@code code}, {@code automatic}, {@code manual}, {@code script}
 * @param target open set: {@code line}, {@code shipping}
 * @param code what the customer typed, if anything
 */
public record DiscountApplication(
        String discountId,
        String type,
        String target,
        @Nullable String code,
        @Nullable String title) {}
