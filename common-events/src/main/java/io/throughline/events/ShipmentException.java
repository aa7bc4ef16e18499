package io.throughline.events;

import io.throughline.events.order.Order;

/**
 * Goods are delayed, lost, damaged or on their way back.
 *
 * @param change what the provider said of the parcel
 */
public record ShipmentException(Order order, Shipment change) implements OrderEvent {

    public static final EventType<ShipmentException> TYPE =
            new EventType<>("shipment.exception.v1", Topology.ORDERS, ShipmentException.class);
}
