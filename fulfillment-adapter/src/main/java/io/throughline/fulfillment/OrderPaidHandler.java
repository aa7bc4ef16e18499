package io.throughline.fulfillment;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPaid;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** An order that was paid is shipped, unless that was asked for when it was placed. */
@Component
class OrderPaidHandler implements EventHandler<OrderPaid> {

    private final Shipments shipments;

    OrderPaidHandler(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public EventType<OrderPaid> type() {
        return OrderPaid.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPaid> event, Delivery delivery) {
        return shipments.request(event.data().order(), delivery);
    }
}
