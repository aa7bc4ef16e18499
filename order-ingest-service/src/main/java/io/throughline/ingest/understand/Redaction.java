package io.throughline.ingest.understand;

import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.events.order.Order;
import io.throughline.ingest.store.OrderState;

/**
 * What is taken in of an order whose person was erased. Whatever the storefront says of people equals what was known,
 * whether it still tells who they were or has erased them itself: so nothing derives from it.
 */
final class Redaction {

    private Redaction() {}

    static Order of(Order order, OrderState known) {
        if (!known.erased()) {
            return order;
        }
        Order redacted = PersonalFields.without(order);
        return known.snapshot() == null ? redacted : withPeopleOf(known.snapshot(), redacted);
    }

    /** What is known may be whole as yet: it is redacted in a moment, and until then nothing of it has changed. */
    private static Order withPeopleOf(Order known, Order order) {
        return new Order(
                order.orderKey(),
                order.sourceOrderId(),
                order.displayNumber(),
                order.createdAt(),
                order.sourceVersion(),
                order.sourceOffset(),
                order.test(),
                order.taxIncluded(),
                order.currency(),
                order.status(),
                known.customer(),
                known.company(),
                known.billTo(),
                known.shipTo(),
                order.lines(),
                order.shipping(),
                order.fees(),
                order.discounts(),
                order.taxes(),
                order.tenders(),
                order.refunds(),
                order.totals(),
                known.note());
    }
}
