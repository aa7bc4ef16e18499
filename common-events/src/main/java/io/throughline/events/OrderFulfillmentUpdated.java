package io.throughline.events;

import io.throughline.events.order.Order;

/** The quantities fulfilled changed at the storefront. */
public record OrderFulfillmentUpdated(Order order) implements OrderEvent {

    public static final EventType<OrderFulfillmentUpdated> TYPE =
            new EventType<>("order.fulfillment-updated.v1", Topology.ORDERS, OrderFulfillmentUpdated.class);
}
