package io.throughline.ingest.understand;

import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.Deletion;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
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
            case Deletion(var orderKey, var at) -> Optional.of(orderKey);
            case NotUnderstood(var code, var detail) -> Optional.empty();
        };
    }
}
