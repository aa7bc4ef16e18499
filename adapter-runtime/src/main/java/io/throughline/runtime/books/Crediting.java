package io.throughline.runtime.books;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.time.Instant;
import java.util.List;

/** What was invoiced and is not owed after all: credited once, and paid out when it was paid back. */
public final class Crediting {

    private static final String CANCELLATION = "cancellation";

    private final Books books;

    public Crediting(Books books) {
        this.books = books;
    }

    /**
     * Credits and pays out what was really paid back since the refund was last reported.
     *
     * @throws PermanentFailure {@code refund-taken-back}: less is paid back than was booked, for a person to settle;
     *     {@code credit-exceeds-invoice}: more than is left of the invoice
     */
    public Outcome refund(EventEnvelope<OrderRefunded> event, Delivery delivery) {
        Order order = event.data().order();
        RefundSettlement change = event.data().change();
        Money amount = change.settledAfter().minus(change.settledBefore());
        if (amount.minor() < 0) {
            throw new PermanentFailure("refund-taken-back", "Less is paid back than was booked before", null);
        }
        if (amount.minor() == 0) {
            return Outcome.ignored("nothing-settled");
        }
        Account account = books.keeper().account(order.orderKey());
        if (account.standing().isEmpty()) {
            return Outcome.ignored(account.invoices().isEmpty() ? "never-invoiced" : "invoice-voided");
        }
        Documents documents = books.documentsOf(order);
        Posting note = note(documents, change, delivery);
        String number = note.name();
        if (account.uncreditedBesides(number, amount).minor() >= amount.minor()) {
            books.book(event, delivery, List.of(note));
        } else {
            number = account.existing(order.orderKey() + "/" + CANCELLATION);
        }
        EffectKey key = delivery.effectKey("payout", RefundCharges.document(change));
        return books.book(event, delivery, List.of(documents.payout(number, event.occurredAt(), amount, key)));
    }

    private static Posting note(Documents documents, RefundSettlement change, Delivery delivery) {
        Order order = documents.order();
        Money amount = change.settledAfter().minus(change.settledBefore());
        RefundCharges charges = new RefundCharges(order);
        Instant at = charges.refund(change.refundId()).map(Refund::createdAt).orElse(order.sourceVersion());
        EffectKey key = delivery.effectKey("credit-note", RefundCharges.document(change));
        return documents.refund(key, at, charges.of(change.refundId(), amount), amount);
    }

    /** Takes the invoices out of the books, or credits what is left of them once something else stands against them. */
    public Outcome cancel(EventEnvelope<OrderCancelled> event, Delivery delivery) {
        Order order = event.data().order();
        Account account = books.keeper().account(order.orderKey());
        List<? extends Booked> standing = account.standing();
        if (account.invoices().isEmpty()) {
            return Outcome.ignored("never-invoiced");
        }
        if (standing.isEmpty()) {
            account.invoices().forEach(invoice -> books.withdrawn(invoice, event));
            return Outcome.alreadyDone(account.invoices().getFirst().id());
        }
        if (account.isUntouched()) {
            standing.forEach(invoice -> {
                books.keeper().voidInvoice(invoice, delivery.effectKey("void", invoice.id()));
                books.withdrawn(invoice, event);
            });
            return Outcome.delivered(standing.getFirst().id());
        }
        EffectKey key = delivery.effectKey(CANCELLATION);
        Money rest = account.uncreditedBesides(
                order.orderKey() + "/" + CANCELLATION, order.totals().total());
        if (rest.minor() <= 0) {
            return Outcome.ignored("already-credited");
        }
        List<Charge> charges = new RefundCharges(order).rest(charged(event), rest);
        return books.book(
                event,
                delivery,
                List.of(books.documentsOf(order).cancellation(key, event.occurredAt(), charges, rest)));
    }

    /** Not what the order charges by now: what it was changed to while it was cancelled is not booked any more. */
    private List<Charge> charged(EventEnvelope<OrderCancelled> event) {
        Order order = event.data().order();
        List<Held> held = books.before(event);
        return held.isEmpty() || !held.stream().allMatch(Held::isItemized)
                ? OrderCharges.of(order)
                : Part.sum(held.stream().flatMap(one -> one.itemized().stream())).stream()
                        .map(part -> part.charge(order))
                        .toList();
    }
}
