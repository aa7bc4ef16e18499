package io.throughline.inventory;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderCancelled;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** What a cancelled order had taken out of stock and was not shipped comes back. */
@Component
class OrderCancelledHandler implements EventHandler<OrderCancelled> {

    private final Stock stock;

    OrderCancelledHandler(Stock stock) {
        this.stock = stock;
    }

    @Override
    public EventType<OrderCancelled> type() {
        return OrderCancelled.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderCancelled> event, Delivery delivery) {
        return stock.comeBack(event.data().order(), delivery, Returns::ofEndedOrder);
    }
}
