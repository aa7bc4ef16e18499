package io.throughline.events;

import io.throughline.events.order.Order;

/**
 * A carrier delivered goods.
 *
 * @param change what the provider said of the parcel
 */
public record ShipmentDelivered(Order order, Shipment change) implements OrderEvent {

    public static final EventType<ShipmentDelivered> TYPE =
            new EventType<>("shipment.delivered.v1", Topology.ORDERS, ShipmentDelivered.class);
}
