package io.throughline.events;

import io.throughline.events.order.Order;

/** An order of ours was seen for the first time. */
public record OrderPlaced(Order order) implements OrderEvent {

    public static final EventType<OrderPlaced> TYPE =
            new EventType<>("order.placed.v1", Topology.ORDERS, OrderPlaced.class);
}
