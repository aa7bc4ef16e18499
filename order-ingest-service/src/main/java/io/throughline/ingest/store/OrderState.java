package io.throughline.ingest.store;

import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one order.
 *
 * @param orderRef time-ordered, given to the order when it is first heard of
 * @param lastSequence of the events published; 0 while none was
 * @param snapshot the newest; absent for an order heard of for the first time, or of which only the deletion is known
 * @param deleted stays until the storefront says that it brought the order back: a late webhook does not
 * @param erased whether nothing personal is taken in of it any more
 */
public record OrderState(
        String orderKey,
        UUID orderRef,
        int lastSequence,
        @Nullable Order snapshot,
        boolean deleted,
        boolean erased) {

    /** Whether not even a deletion is known of it. */
    boolean isUnheardOf() {
        return lastSequence == 0 && snapshot == null && !deleted;
    }

    /** With a newer snapshot, and this many more events. */
    public OrderState with(Order newest, int events) {
        return new OrderState(orderKey, orderRef, lastSequence + events, newest, deleted, erased);
    }

    /** Gone at the storefront, and this many more events. */
    public OrderState deletedWith(@Nullable Order last, int events) {
        return new OrderState(orderKey, orderRef, lastSequence + events, last, true, erased);
    }

    /** Taken back from the storefront's bin. */
    public OrderState restored() {
        return new OrderState(orderKey, orderRef, lastSequence, snapshot, false, erased);
    }

    /** The storefront's words for where the order stands. */
    OrderStatus status() {
        OrderStatus known = snapshot == null ? new OrderStatus("unknown", "unknown", "unknown") : snapshot.status();
        return deleted ? known.withOrder(OrderStatus.DELETED) : known;
    }
}
