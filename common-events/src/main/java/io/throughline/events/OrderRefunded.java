package io.throughline.events;

import io.throughline.events.order.Order;

/**
 * A refund document appeared, or what was really paid back on it changed.
 *
 * @param change which refund, and what was settled before and after
 */
public record OrderRefunded(Order order, RefundSettlement change) implements OrderEvent {

    public static final EventType<OrderRefunded> TYPE =
            new EventType<>("order.refunded.v1", Topology.ORDERS, OrderRefunded.class);
}
