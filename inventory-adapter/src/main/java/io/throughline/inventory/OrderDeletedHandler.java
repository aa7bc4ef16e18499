package io.throughline.inventory;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderDeleted;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** As a cancelled order; one that was cancelled before brings back nothing more. */
@Component
class OrderDeletedHandler implements EventHandler<OrderDeleted> {

    private final Stock stock;

    OrderDeletedHandler(Stock stock) {
        this.stock = stock;
    }

    @Override
    public EventType<OrderDeleted> type() {
        return OrderDeleted.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderDeleted> event, Delivery delivery) {
        return stock.comeBack(event.data().order(), delivery, Returns::ofEndedOrder);
    }
}
