package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.finance.XeroProperties.Booking;
import io.throughline.runtime.EffectKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Xero's request to book what was paid back of an order.
 *
 * @param type {@code ACCRECCREDIT}: what customers do not owe after all
 * @param creditNoteNumber made from the effect key: {@code shopify:demo-shop:820982911946154508/509562969}
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record CreateCreditNote(
        String type,
        String creditNoteNumber,
        String reference,
        Contact contact,
        LocalDate date,
        String status,
        String lineAmountTypes,
        String currencyCode,
        List<LineItem> lineItems,
        @JsonIgnore EffectKey key,
        @JsonIgnore Money total)
        implements Posting {

    CreateCreditNote {
        lineItems = List.copyOf(lineItems);
    }

    /** What of an {@link io.throughline.events.OrderRefunded} a credit note of it is identified by. */
    static String document(RefundSettlement change) {
        return change.settledBefore().minor() == 0
                ? change.refundId()
                : change.refundId() + "/" + change.settledAfter().minor();
    }

    static CreateCreditNote of(Order order, RefundSettlement change, EffectKey key, Booking booking) {
        Optional<Refund> refund = order.refunds().stream()
                .filter(candidate -> candidate.refundId().equals(change.refundId()))
                .findFirst();
        CreditNoteLines lines = new CreditNoteLines(order, booking);
        Money amount = change.settledAfter().minus(change.settledBefore());
        return new CreateCreditNote(
                "ACCRECCREDIT",
                Posting.number(key, order, "credit-note"),
                order.orderKey(),
                Contact.of(order, booking),
                Posting.day(refund.map(Refund::createdAt).orElse(order.sourceVersion()), order),
                "AUTHORISED",
                order.taxIncluded() ? "Inclusive" : "Exclusive",
                order.currency(),
                refund.map(found -> lines.of(found, amount)).orElseGet(() -> lines.paidBack(amount)),
                key,
                amount);
    }

    @Override
    public String collection() {
        return "CreditNotes";
    }

    @Override
    public String number() {
        return creditNoteNumber;
    }
}
