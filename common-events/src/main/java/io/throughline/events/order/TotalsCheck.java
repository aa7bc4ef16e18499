package io.throughline.events.order;

/**
 * Whether the totals add up: lines - discounts + shipping + fees + duties + tax (if excluded) + rounding = total.
 *
 * @param ok within one minor unit per line
 * @param delta total less the sum
 */
public record TotalsCheck(boolean ok, Money delta) {}
