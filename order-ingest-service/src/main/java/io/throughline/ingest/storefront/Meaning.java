package io.throughline.ingest.storefront;

import io.throughline.events.order.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a webhook says. */
public sealed interface Meaning {

    /** The whole order as it is now. */
    record Snapshot(Order order) implements Meaning {}

    /**
     * The order is gone.
     *
     * @param at when, if the storefront says so
     */
    record Deletion(String orderKey, @Nullable Instant at) implements Meaning {}

    /**
     * Nothing that this release can use: to be looked at by a person.
     *
     * @param code stable kebab-case word: {@code topic-not-supported}
     * @param detail for a person; no personal data
     */
    record NotUnderstood(String code, String detail) implements Meaning {}
}
