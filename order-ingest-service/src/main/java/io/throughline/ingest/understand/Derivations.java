package io.throughline.ingest.understand;

import io.throughline.backbone.json.Json;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import io.throughline.ingest.store.OrderState;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what a storefront says of an order with what was known of it. Pure, and indifferent to the order of arrival:
 * an older snapshot yields nothing, a newer one exactly what changed.
 */
final class Derivations {

    private Derivations() {}

    /** Whether the storefront says two things of one version, and nothing proves either of them old. */
    static boolean isUndecided(OrderState known, Order snapshot, Terms terms) {
        return !known.deleted()
                && known.snapshot() != null
                && snapshot.sourceVersion().equals(known.snapshot().sourceVersion())
                && !snapshot.equals(known.snapshot())
                && !terms.settles(snapshot);
    }

    static Derivation ofSnapshot(OrderState known, Order snapshot, Terms terms) {
        if (known.deleted()) {
            return ofLate(known, snapshot, terms);
        }
        Order previous = known.snapshot();
        int age = previous == null ? 1 : snapshot.sourceVersion().compareTo(previous.sourceVersion());
        if (age < 0) {
            return Derivation.noChange(known, "older");
        }
        if (isUndecided(known, snapshot, terms)) {
            return Derivation.quarantined(
                    known,
                    "same-version-differs",
                    "Two snapshots of version " + snapshot.sourceVersion() + " differ; neither proves the other old");
        }
        return snapshot.equals(previous)
                ? Derivation.noChange(known, "same")
                : ofNewer(known, snapshot, terms.ownedFrom());
    }

    /**
     * What comes to be known of an order only after its deletion. It stays deleted, but what had become of it is told:
     * whichever webhook comes first, the same goods have left and the same money was paid back.
     */
    private static Derivation ofLate(OrderState known, Order snapshot, Terms terms) {
        Order previous = known.snapshot();
        return previous != null && !snapshot.sourceVersion().isAfter(previous.sourceVersion())
                ? Derivation.noChange(known, "deleted")
                : ofNewer(known, deleted(snapshot), terms.ownedFrom());
    }

    private static Derivation ofNewer(OrderState known, Order snapshot, Instant ownedFrom) {
        boolean published = known.lastSequence() > 0;
        if (!published && snapshot.createdAt().isBefore(ownedFrom)) {
            return Derivation.noChange(known.with(snapshot, 0), "before-go-live");
        }
        List<OrderEvent> events = Changes.between(published ? known.snapshot() : null, snapshot);
        OrderState after = known.with(snapshot, events.size());
        return events.isEmpty() ? Derivation.noChange(after, "nothing-of-ours") : Derivation.events(after, events);
    }

    /**
     * Brings a deleted order back; of any other order it says as much as a snapshot. The storefront need not have given
     * the order a new version for it.
     */
    static Derivation ofRestoration(OrderState known, Order snapshot, Terms terms) {
        if (!known.deleted()) {
            return ofSnapshot(known, snapshot, terms);
        }
        Order previous = known.snapshot();
        boolean older = previous != null && snapshot.sourceVersion().isBefore(previous.sourceVersion());
        return older ? Derivation.noChange(known, "older") : ofNewer(known.restored(), snapshot, terms.ownedFrom());
    }

    /** The deletion is remembered even of an order never heard of, so that a late webhook does not bring it to life. */
    static Derivation ofDeletion(OrderState known) {
        if (known.deleted()) {
            return Derivation.noChange(known, "deleted");
        }
        if (known.snapshot() == null) {
            return Derivation.noChange(known.deletedWith(null, 0), "never-seen");
        }
        Order last = deleted(known.snapshot());
        return known.lastSequence() == 0
                ? Derivation.noChange(known.deletedWith(last, 0), "before-go-live")
                : Derivation.events(known.deletedWith(last, 1), List.of(new OrderDeleted(last)));
    }

    /**
     * A missing order is not called deleted: an access key that may not see old orders gets the same answer. Somebody
     * has to look only if it was published, as nobody waits for any other.
     */
    static Derivation ofMissing(OrderState known) {
        if (known.deleted()) {
            return Derivation.noChange(known, "deleted");
        }
        return known.lastSequence() == 0
                ? Derivation.noChange(known, "gone")
                : Derivation.quarantined(
                        known, "gone", "The storefront does not know the order any more, and told of no deletion");
    }

    private static Order deleted(Order order) {
        ObjectNode json = Json.mapper().valueToTree(order);
        json.set("status", Json.mapper().valueToTree(order.status().withOrder(OrderStatus.DELETED)));
        return Json.mapper().treeToValue(json, Order.class);
    }
}
