package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.util.List;
import org.springframework.stereotype.Component;

/** A credit note for what was really paid back since the refund was last reported. */
@Component
class OrderRefundedHandler implements EventHandler<OrderRefunded> {

    private final Books books;
    private final XeroProperties xero;

    OrderRefundedHandler(Books books, XeroProperties xero) {
        this.books = books;
        this.xero = xero;
    }

    @Override
    public EventType<OrderRefunded> type() {
        return OrderRefunded.TYPE;
    }

    /** @throws PermanentFailure {@code refund-taken-back}: less is paid back than was booked, for a person to settle */
    @Override
    public Outcome handle(EventEnvelope<OrderRefunded> event, Delivery delivery) {
        RefundSettlement change = event.data().change();
        return switch (Long.signum(
                change.settledAfter().minor() - change.settledBefore().minor())) {
            case 0 -> Outcome.ignored("nothing-settled");
            case 1 -> credit(event.data().order(), change, delivery);
            default ->
                throw new PermanentFailure(
                        "refund-taken-back", "Less is paid back on the refund than was booked before", null);
        };
    }

    private Outcome credit(Order order, RefundSettlement change, Delivery delivery) {
        List<XeroDocument> invoices = books.invoices(order.orderKey());
        if (invoices.stream().allMatch(XeroDocument::isVoid)) {
            return Outcome.ignored(invoices.isEmpty() ? "never-invoiced" : "invoice-voided");
        }
        EffectKey key = delivery.effectKey("credit-note", CreateCreditNote.document(change));
        return books.post(CreateCreditNote.of(order, change, key, xero.booking()), delivery);
    }
}
