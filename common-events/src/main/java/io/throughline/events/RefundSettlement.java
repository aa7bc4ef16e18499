package io.throughline.events;

import io.throughline.events.order.Money;

/**
 * What an {@link OrderRefunded} is about.
 *
 * @param refundId of a refund in the snapshot, or of one that the storefront took back
 * @param settledBefore what was really paid back when this refund was last reported; zero the first time
 * @param settledAfter what is really paid back now
 */
public record RefundSettlement(String refundId, Money settledBefore, Money settledAfter) {}
