package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderCancelled;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** The invoice of a cancelled order is voided, unless money that went back already stands in the books against it. */
@Component
class OrderCancelledHandler implements EventHandler<OrderCancelled> {

    private final Books books;

    OrderCancelledHandler(Books books) {
        this.books = books;
    }

    @Override
    public EventType<OrderCancelled> type() {
        return OrderCancelled.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderCancelled> event, Delivery delivery) {
        Order order = event.data().order();
        List<XeroDocument> invoices = books.invoices(order.orderKey());
        List<XeroDocument> standing =
                invoices.stream().filter(invoice -> !invoice.isVoid()).toList();
        if (invoices.isEmpty()) {
            return Outcome.ignored("never-invoiced");
        }
        if (standing.isEmpty()) {
            return Outcome.alreadyDone(invoices.getFirst().id());
        }
        if (paidBack(order) || standing.stream().anyMatch(XeroDocument::isSettled)) {
            return Outcome.ignored("invoice-settled");
        }
        // One invoice, or one more for each explicit re-send.
        standing.forEach(invoice -> books.voidInvoice(invoice, delivery.effectKey("void", invoice.id())));
        return Outcome.delivered(standing.getFirst().id());
    }

    private static boolean paidBack(Order order) {
        return order.refunds().stream().anyMatch(refund -> refund.settled().minor() > 0);
    }
}
