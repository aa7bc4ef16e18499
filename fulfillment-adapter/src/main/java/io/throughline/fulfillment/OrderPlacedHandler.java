package io.throughline.fulfillment;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** A new order is shipped at once when its payment allows it. */
@Component
class OrderPlacedHandler implements EventHandler<OrderPlaced> {

    private final Shipments shipments;

    OrderPlacedHandler(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public EventType<OrderPlaced> type() {
        return OrderPlaced.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        return shipments.request(event.data().order(), delivery);
    }
}
