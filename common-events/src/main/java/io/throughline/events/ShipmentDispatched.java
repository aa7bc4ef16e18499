package io.throughline.events;

import io.throughline.events.order.Order;

/**
 * A fulfillment provider handed goods to a carrier.
 *
 * @param change what the provider said of the parcel
 */
public record ShipmentDispatched(Order order, Shipment change) implements OrderEvent {

    public static final EventType<ShipmentDispatched> TYPE =
            new EventType<>("shipment.dispatched.v1", Topology.ORDERS, ShipmentDispatched.class);
}
