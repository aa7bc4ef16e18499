package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order that a search found.
 *
 * @param acceptedAt of its first event
 * @param by what of it was searched for: {@code order number}, {@code SKU} …
 */
public record FoundOrder(
        UUID orderRef, String orderKey, String displayNumber, Instant acceptedAt, boolean test, List<String> by) {

    public FoundOrder {
        by = List.copyOf(by);
    }
}
