package io.throughline.events;

import io.throughline.events.order.Order;

/**
 * The address, lines, notes or other owned fields of an order differ from what was known.
 *
 * @param change names the fields that differ
 */
public record OrderChanged(Order order, Fields change) implements OrderEvent {

    public static final EventType<OrderChanged> TYPE =
            new EventType<>("order.changed.v1", Topology.ORDERS, OrderChanged.class);
}
