package io.throughline.runtime.books;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderChanged;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Dues.Due;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the books follow an order that is changed after it was invoiced: what it charges more is invoiced too, what it
 * charges less is credited, and no document that stands is touched, because it may be paid, sent or closed.
 */
public final class Changing {

    private final Books books;

    public Changing(Books books) {
        this.books = books;
    }

    /**
     * Books the difference, and what was paid of it where the order is paid already. An address costs no call.
     *
     * @throws PermanentFailure {@code currency-changed}; {@code total-mismatch} when the order's parts do not explain
     *     its total
     */
    public Outcome change(EventEnvelope<OrderChanged> event, Delivery delivery) {
        Order order = event.data().order();
        if (order.status().isEnded()) {
            // Its cancellation credits what stands, which is what it charged before.
            return Outcome.ignored("ended-before-change");
        }
        List<Held> held = new ArrayList<>(books.before(event));
        Correction correction = new Correction(order, held);
        if (correction.isNothing()) {
            return Outcome.ignored("nothing-to-book");
        }
        Posting change = books.documentsOf(order)
                .change(correction, event.occurredAt(), delivery.effectKey("change", correction.document()));
        books.replaced(change, event, delivery);
        Outcome outcome = books.book(event, delivery, List.of(change));
        held.add(new Held(change.kind(), change.name(), change.total(), change.parts()));
        List<Due> due = dues(order, held);
        return due.isEmpty()
                ? outcome
                : books.book(event, delivery, Invoicing.payments(books, new Owed<>(event, delivery), due));
    }

    /** An order that stays paid while it is changed is not reported as paid once more. */
    private static List<Due> dues(Order order, List<Held> held) {
        Dues dues = new Dues(order, held);
        return order.status().wasPaid() && dues.wasPaidBefore() ? dues.all() : List.of();
    }
}
