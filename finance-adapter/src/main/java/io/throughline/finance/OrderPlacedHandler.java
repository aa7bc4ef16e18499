package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import org.springframework.stereotype.Component;

/** One invoice per order. */
@Component
class OrderPlacedHandler implements EventHandler<OrderPlaced> {

    private final Books books;
    private final XeroProperties xero;

    OrderPlacedHandler(Books books, XeroProperties xero) {
        this.books = books;
        this.xero = xero;
    }

    @Override
    public EventType<OrderPlaced> type() {
        return OrderPlaced.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        Order order = event.data().order();
        if (order.status().isEnded()) {
            return Outcome.ignored("ended-before-invoice");
        }
        return books.post(CreateInvoice.of(order, delivery.effectKey("invoice"), xero.booking()), delivery);
    }
}
