package io.throughline.events;

import io.throughline.events.order.Order;

/** Payment reached the total due. */
public record OrderPaid(Order order) implements OrderEvent {

    public static final EventType<OrderPaid> TYPE = new EventType<>("order.paid.v1", Topology.ORDERS, OrderPaid.class);
}
