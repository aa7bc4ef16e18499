package io.throughline.events.order;

import org.jspecify.annotations.Nullable;

/**
 * A means by which the order is paid. Gift cards and store credit are tenders, not discounts.
 *
 * @param kind open set: {@code card}, {@code gift-card}, {@code store-credit}, {@code manual}, {@code other}
 * @param gateway as the storefront names it
 * @param reference the payment provider's id, never a card number
 */
public record Tender(
        String kind,
        String gateway,
        @Nullable Money amount,
        @Nullable String reference) {}
