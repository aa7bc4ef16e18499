package io.throughline.fulfillment;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderCancelled;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** Nothing is sent for an order that was cancelled. */
@Component
class OrderCancelledHandler implements EventHandler<OrderCancelled> {

    private final Shipments shipments;

    OrderCancelledHandler(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public EventType<OrderCancelled> type() {
        return OrderCancelled.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderCancelled> event, Delivery delivery) {
        return shipments.cancel(event.orderKey());
    }
}
