package io.throughline.ingest.understand;

import io.throughline.events.order.Order;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.Deletion;
import io.throughline.ingest.storefront.Meaning.Erasure;
import io.throughline.ingest.storefront.Meaning.Hint;
import io.throughline.ingest.storefront.Meaning.Missing;
import io.throughline.ingest.storefront.Meaning.NoOrder;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.Meaning.Restoration;
import io.throughline.ingest.storefront.Meaning.Snapshot;
import java.util.Optional;

/**
 * A stored webhook and what it says, or what was said when the order was fetched because of it.
 *
 * @param terms of its shop
 */
public record Reading(StoredWebhook webhook, Meaning meaning, Terms terms) {

    /** The order it is about, if it is about one. */
    public Optional<String> orderKey() {
        return switch (meaning) {
            case Snapshot(var order) -> Optional.of(order.orderKey());
            case Restoration(var order) -> Optional.of(order.orderKey());
            case Hint(var orderKey, var orderId, var restores) -> Optional.of(orderKey);
            case Missing(var orderKey) -> Optional.of(orderKey);
            case Deletion(var orderKey, var at) -> Optional.of(orderKey);
            case NoOrder(var code) -> Optional.empty();
            case Erasure erasure -> Optional.empty();
            case NotUnderstood(var code, var detail) -> Optional.empty();
        };
    }

    /** The whole order, if it is one. */
    Optional<Order> snapshot() {
        if (meaning instanceof Restoration(var order)) {
            return Optional.of(order);
        }
        return meaning instanceof Snapshot(var order) ? Optional.of(order) : Optional.empty();
    }
}
