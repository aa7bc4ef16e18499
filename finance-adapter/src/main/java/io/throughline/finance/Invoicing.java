package io.throughline.finance;

import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Order;
import io.throughline.finance.Documents.Moved;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Paid;
import io.throughline.runtime.books.Posting;
import java.util.List;
import org.springframework.stereotype.Component;

/** One invoice for each order, and a payment on it for each means that it was paid by. */
@Component
class Invoicing {

    private final XeroClient client;
    private final XeroProperties xero;

    Invoicing(XeroClient client, XeroProperties xero) {
        this.client = client;
        this.xero = xero;
    }

    List<Posting> invoice(Owed<OrderPlaced> owed) {
        Order order = owed.event().data().order();
        if (order.status().isEnded()) {
            owed.ended(Outcome.ignored("ended-before-invoice"));
            return List.of();
        }
        return List.of(xero.documentsOf(order).invoice(owed.delivery().effectKey("invoice")));
    }

    List<Posting> payments(Owed<OrderPaid> owed) {
        Order order = owed.event().data().order();
        List<Paid> paid = Paid.allOf(order);
        // Asked only of an order that ended: any other was invoiced by the event before.
        boolean ended = order.status().isEnded()
                && client.account(order.orderKey()).standing().isEmpty();
        if (paid.isEmpty() || ended) {
            owed.ended(Outcome.ignored(ended ? "never-invoiced" : "nothing-to-pay"));
            return List.of();
        }
        Documents documents = xero.documentsOf(order);
        return paid.stream().map(one -> payment(owed, documents, one)).toList();
    }

    private static Posting payment(Owed<OrderPaid> owed, Documents documents, Paid paid) {
        String account = documents.shop().account(paid);
        String invoice = documents.order().orderKey();
        Moved in = new Moved(Kind.PAYMENT, invoice, owed.event().occurredAt(), account, paid.amount());
        return documents.payment(in, owed.delivery().effectKey("payment", paid.means()));
    }
}
