package io.throughline.events;

import io.throughline.events.order.Order;

/** Somebody asked that what tells who they are be erased from this order. */
public record RedactionRequested(Order order) implements OrderEvent {

    public static final EventType<RedactionRequested> TYPE =
            new EventType<>("privacy.redaction-requested.v1", Topology.ORDERS, RedactionRequested.class);
}
