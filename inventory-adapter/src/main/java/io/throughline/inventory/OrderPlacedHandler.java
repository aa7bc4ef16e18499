package io.throughline.inventory;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** What an order commits leaves stock. */
@Component
class OrderPlacedHandler implements EventHandler<OrderPlaced> {

    private final Stock stock;

    OrderPlacedHandler(Stock stock) {
        this.stock = stock;
    }

    @Override
    public EventType<OrderPlaced> type() {
        return OrderPlaced.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        return stock.leave(event.data().order(), delivery);
    }
}
