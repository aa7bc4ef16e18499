package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.finance.Documents.Moved;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Account;
import io.throughline.runtime.books.Booked;
import io.throughline.runtime.books.Books;
import io.throughline.runtime.books.Charge;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Posting;
import io.throughline.runtime.books.RefundCharges;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was invoiced and is not owed after all: credited once, and paid out when it was paid back. */
@Component
class Crediting {

    private static final String CANCELLATION = "cancellation";

    private final XeroClient client;
    private final Books books;
    private final XeroProperties xero;

    Crediting(XeroClient client, Books books, XeroProperties xero) {
        this.client = client;
        this.books = books;
        this.xero = xero;
    }

    /**
     * Credits and pays out what was really paid back since the refund was last reported.
     *
     * @throws PermanentFailure {@code refund-taken-back}: less is paid back than was booked, for a person to settle;
     *     {@code credit-exceeds-invoice}: more than is left of the invoice
     */
    Outcome refund(EventEnvelope<OrderRefunded> event, Delivery delivery) {
        Order order = event.data().order();
        RefundSettlement change = event.data().change();
        Money amount = change.settledAfter().minus(change.settledBefore());
        if (amount.minor() < 0) {
            throw new PermanentFailure("refund-taken-back", "Less is paid back than was booked before", null);
        }
        if (amount.minor() == 0) {
            return Outcome.ignored("nothing-settled");
        }
        Account account = client.account(order.orderKey());
        if (account.standing().isEmpty()) {
            return Outcome.ignored(account.invoices().isEmpty() ? "never-invoiced" : "invoice-voided");
        }
        Documents documents = xero.documentsOf(order);
        String document = RefundCharges.document(change);
        RefundCharges charges = new RefundCharges(order);
        Instant at = charges.refund(change.refundId()).map(Refund::createdAt).orElse(order.sourceVersion());
        EffectKey key = delivery.effectKey("credit-note", document);
        Posting note = documents.creditNote(key, at, charges.of(change.refundId(), amount), amount);
        String number = note.name();
        if (account.uncreditedBesides(number, amount).minor() >= amount.minor()) {
            books.book(event, delivery, note);
        } else {
            number = account.existing(order.orderKey() + "/" + CANCELLATION);
        }
        String from = documents.shop().refundAccount(order);
        Moved back = new Moved(Kind.PAYOUT, number, event.occurredAt(), from, amount);
        return books.book(event, delivery, documents.payment(back, delivery.effectKey("payout", document)));
    }

    /** Takes the invoice out of the books, or credits what is left of it once something else stands against it. */
    Outcome cancel(EventEnvelope<OrderCancelled> event, Delivery delivery) {
        Order order = event.data().order();
        Account account = client.account(order.orderKey());
        List<? extends Booked> standing = account.standing();
        if (account.invoices().isEmpty()) {
            return Outcome.ignored("never-invoiced");
        }
        if (standing.isEmpty()) {
            account.invoices().forEach(invoice -> books.withdrawn(invoice, Kind.INVOICE));
            return Outcome.alreadyDone(account.invoices().getFirst().id());
        }
        if (account.isUntouched()) {
            standing.forEach(invoice -> {
                client.voidInvoice(invoice, delivery.effectKey("void", invoice.id()));
                books.withdrawn(invoice, Kind.INVOICE);
            });
            return Outcome.delivered(standing.getFirst().id());
        }
        EffectKey key = delivery.effectKey(CANCELLATION);
        Money rest = account.uncreditedBesides(
                order.orderKey() + "/" + CANCELLATION, order.totals().total());
        if (rest.minor() <= 0) {
            return Outcome.ignored("already-credited");
        }
        List<Charge> charges = new RefundCharges(order).rest(rest);
        Posting note = xero.documentsOf(order).creditNote(key, event.occurredAt(), charges, rest);
        return books.book(event, delivery, note);
    }
}
