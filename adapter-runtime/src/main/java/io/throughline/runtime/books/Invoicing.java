package io.throughline.runtime.books;

import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Order;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.books.Dues.Due;
import java.util.List;

/** One invoice for each order, and payments for each means that it was paid by. */
public final class Invoicing {

    private final Books books;

    public Invoicing(Books books) {
        this.books = books;
    }

    /** Books orders as they were when they were placed. */
    public void invoice(List<Owed<OrderPlaced>> group) {
        books.book(group, this::invoice);
    }

    /** Books what was paid and was not booked yet. */
    public void pay(List<Owed<OrderPaid>> group) {
        books.book(group, this::payments);
    }

    private List<Posting> invoice(Owed<OrderPlaced> owed) {
        Order order = owed.event().data().order();
        if (order.status().isEnded()) {
            owed.ended(Outcome.ignored("ended-before-invoice"));
            return List.of();
        }
        return List.of(books.documentsOf(order).invoice(owed.delivery().effectKey("invoice")));
    }

    private List<Posting> payments(Owed<OrderPaid> owed) {
        Order order = owed.event().data().order();
        List<Due> dues = new Dues(order, books.before(owed.event())).all();
        // Asked only of an order that ended: any other was invoiced by the event before.
        boolean ended = order.status().isEnded()
                && books.keeper().account(order.orderKey()).standing().isEmpty();
        if (dues.isEmpty() || ended) {
            owed.ended(Outcome.ignored(ended ? "never-invoiced" : "nothing-to-pay"));
            return List.of();
        }
        return payments(books, owed, dues);
    }

    static List<Posting> payments(Books books, Owed<?> owed, List<Due> dues) {
        Documents documents = books.documentsOf(owed.event().data().order());
        return dues.stream()
                .map(due -> documents.payment(
                        due, owed.event().occurredAt(), owed.delivery().effectKey("payment", due.key())))
                .toList();
    }
}
