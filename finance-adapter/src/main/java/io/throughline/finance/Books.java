package io.throughline.finance;

import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The organisation's books: everything in them once. */
@Component
class Books {

    private final XeroClient xero;

    Books(XeroClient xero) {
        this.xero = xero;
    }

    /**
     * Books it unless it is booked.
     *
     * @throws PermanentFailure {@code xero-conflict} when something else is booked in its place;
     *     {@code total-mismatch} when Xero makes another total of it
     */
    Outcome post(Posting posting, Delivery delivery) {
        Optional<XeroDocument> booked = delivery.mayHaveReachedDownstream() ? find(posting) : Optional.empty();
        return booked.map(document -> alreadyDone(document, posting)).orElseGet(() -> create(posting));
    }

    /** The sales invoices of an order, voided ones included. */
    List<XeroDocument> invoices(String orderKey) {
        return xero.invoices(orderKey);
    }

    /** Takes an invoice out of the books. */
    void voidInvoice(XeroDocument invoice, EffectKey key) {
        xero.voidInvoice(invoice.id(), key);
    }

    private Outcome create(Posting posting) {
        XeroDocument made;
        try {
            made = xero.create(posting);
        } catch (PermanentFailure refused) {
            // A number that is taken is refused like any other mistake: only the books can tell which it is.
            return alreadyDone(find(posting).orElseThrow(() -> refused), posting);
        }
        if (!made.isWorth(posting)) {
            throw new PermanentFailure(
                    "total-mismatch", "Xero booked " + made.id() + " with another total than was asked for", null);
        }
        return Outcome.delivered(made.id());
    }

    private static Outcome alreadyDone(XeroDocument booked, Posting posting) {
        if (!booked.isWorth(posting)) {
            throw new PermanentFailure(
                    "xero-conflict", "Xero has " + booked.id() + " in its place, with another total", null);
        }
        return Outcome.alreadyDone(booked.id());
    }

    private Optional<XeroDocument> find(Posting posting) {
        return xero.like(posting).stream()
                .filter(document -> posting.number().equals(document.number()))
                .findFirst();
    }
}
