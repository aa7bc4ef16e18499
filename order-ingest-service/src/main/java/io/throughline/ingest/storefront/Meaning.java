package io.throughline.ingest.storefront;

import io.throughline.events.order.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a webhook says. */
public sealed interface Meaning {

    /** The whole order as it is now. */
    record Snapshot(Order order) implements Meaning {}

    /** The whole order, which the storefront took back from its bin: only this brings a deleted order to life. */
    record Restoration(Order order) implements Meaning {}

    /**
     * Something about the order has changed, but the body is not the whole order: it must be fetched.
     *
     * @param orderId the storefront's id
     * @param restores whether it tells that the order was taken back from the bin
     */
    record Hint(String orderKey, String orderId, boolean restores) implements Meaning {}

    /** The storefront, asked for the order, knows none. */
    record Missing(String orderKey) implements Meaning {}

    /**
     * Something that is no order of ours, and need not be looked at.
     *
     * @param code stable kebab-case word: {@code not-an-order-yet}
     */
    record NoOrder(String code) implements Meaning {}

    /**
     * The order is gone.
     *
     * @param at when, if the storefront says so
     */
    record Deletion(String orderKey, @Nullable Instant at) implements Meaning {}

    /**
     * Somebody wishes to be erased.
     *
     * @param email their address, if the storefront tells it
     * @param customerId the storefront's id of them
     * @param orderIds the storefront's ids of orders that are theirs
     */
    record Erasure(@Nullable String email, @Nullable String customerId, List<String> orderIds) implements Meaning {

        public Erasure {
            orderIds = List.copyOf(orderIds);
        }

        /** Tells nothing of them. */
        @Override
        public String toString() {
            return "Erasure[]";
        }
    }

    /**
     * Nothing that this release can use: to be looked at by a person.
     *
     * @param code stable kebab-case word: {@code topic-not-supported}
     * @param detail for a person; no personal data
     */
    record NotUnderstood(String code, String detail) implements Meaning {}
}
