package io.throughline.events;

import io.throughline.events.order.Order;

/** The storefront cancelled the order. */
public record OrderCancelled(Order order) implements OrderEvent {

    public static final EventType<OrderCancelled> TYPE =
            new EventType<>("order.cancelled.v1", Topology.ORDERS, OrderCancelled.class);
}
