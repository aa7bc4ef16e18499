package io.throughline.ingest.understand;

import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.Deletion;
import io.throughline.ingest.storefront.Meaning.Hint;
import io.throughline.ingest.storefront.Meaning.NoOrder;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.Meaning.Restoration;
import io.throughline.ingest.storefront.Meaning.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored webhook and what it says.
 *
 * @param ownedFrom of its shop
 */
record Reading(StoredWebhook webhook, Instant ownedFrom, Meaning meaning) {

    Optional<String> orderKey() {
        return switch (meaning) {
            case Snapshot(var order) -> Optional.of(order.orderKey());
            case Restoration(var order) -> Optional.of(order.orderKey());
            case Hint(var orderKey, var orderId, var restores) -> Optional.of(orderKey);
            case Deletion(var orderKey, var at) -> Optional.of(orderKey);
            case NoOrder(var code) -> Optional.empty();
            case NotUnderstood(var code, var detail) -> Optional.empty();
        };
    }
}
