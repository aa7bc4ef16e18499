package io.throughline.events.order;

import org.jspecify.annotations.Nullable;

/**
 * The order's totals as the storefront sent them: checked, never corrected.
 *
 * @param lines sum of the lines before discounts
 * @param tax contained in the other amounts when {@link Order#taxIncluded()}, else added to them
 * @param total what the customer owes for the whole order; refunds do not change it
 * @param current what is left of the total after edits and refunds, when the storefront says so
 * @param presentment the total in the customer's currency as the storefront sent it, when it differs
 */
public record Totals(
        Money lines,
        Money discounts,
        Money shipping,
        Money fees,
        Money duties,
        Money tax,
        Money rounding,
        Money total,
        @Nullable Money current,
        @Nullable Money presentment,
        TotalsCheck check) {}
