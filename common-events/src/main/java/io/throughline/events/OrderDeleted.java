package io.throughline.events;

import io.throughline.events.order.Order;

/** The storefront deleted the order. */
public record OrderDeleted(Order order) implements OrderEvent {

    public static final EventType<OrderDeleted> TYPE =
            new EventType<>("order.deleted.v1", Topology.ORDERS, OrderDeleted.class);
}
