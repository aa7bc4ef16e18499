package io.throughline.events;

import io.throughline.events.order.Order;

/** A fact about one order. Every kind carries the newest snapshot; handlers act on that, not on the kind alone. */
public sealed interface OrderEvent
        permits OrderPlaced,
                OrderChanged,
                OrderPaid,
                OrderFulfillmentUpdated,
                OrderRefunded,
                OrderCancelled,
                OrderDeleted,
                ShipmentDispatched,
                ShipmentDelivered,
                ShipmentException,
                RedactionRequested {

    /** The whole order as the storefront last described it. */
    Order order();
}
