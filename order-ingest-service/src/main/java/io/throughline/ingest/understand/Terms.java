package io.throughline.ingest.understand;

import io.throughline.events.order.Order;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a shop's word is taken.
 *
 * @param ownedFrom orders created before it are known and kept silent
 * @param fetchable whether the shop's orders can be fetched
 * @param resolution how long an order may still change without a new version, with a margin for clocks that differ
 * @param fetchedAt when the order was asked for; absent when the storefront sent it by itself
 */
public record Terms(
        Instant ownedFrom,
        boolean fetchable,
        Duration resolution,
        @Nullable Instant fetchedAt) {

    /** From when on nothing can be said of this version but its last word. */
    Instant settledAt(Order order) {
        return order.sourceVersion().plus(resolution);
    }

    /** Whether this is the version's last word: a webhook never is, as nobody knows when its body was made. */
    boolean settles(Order order) {
        return fetchedAt != null && !fetchedAt.isBefore(settledAt(order));
    }
}
