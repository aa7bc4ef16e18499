package io.throughline.fulfillment;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderDeleted;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** Nothing is sent for an order that was deleted. */
@Component
class OrderDeletedHandler implements EventHandler<OrderDeleted> {

    private final Shipments shipments;

    OrderDeletedHandler(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public EventType<OrderDeleted> type() {
        return OrderDeleted.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderDeleted> event, Delivery delivery) {
        return shipments.cancel(event.orderKey());
    }
}
