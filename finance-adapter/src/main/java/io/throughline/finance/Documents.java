package io.throughline.finance;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Charge;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.OrderCharges;
import io.throughline.runtime.books.Posting;
import io.throughline.runtime.books.ShopBooking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is booked of one order, in Xero's words: invoices and credit notes refer to the order's key and have numbers
 * made from it, payments refer to their own effect key.
 */
record Documents(Order order, ShopBooking shop) {

    /** What customers owe; the order key is its number. Due at once: it was paid at the shop's checkout. */
    Posting invoice(EffectKey key) {
        LocalDate day = Posting.day(order.createdAt(), order);
        Money total = order.totals().total();
        return new Posting(Kind.INVOICE, number(key), order.orderKey(), day, key, total, () -> {
            Map<String, Object> body = body("ACCREC", day, OrderCharges.of(order));
            body.put("InvoiceNumber", number(key));
            body.put("DueDate", day);
            return body;
        });
    }

    /** What they do not owe after all; its number is the order key and what tells it from others of the order. */
    Posting creditNote(EffectKey key, Instant at, List<Charge> charges, Money total) {
        LocalDate day = Posting.day(at, order);
        return new Posting(Kind.CREDIT_NOTE, number(key), order.orderKey(), day, key, total, () -> {
            Map<String, Object> body = body("ACCRECCREDIT", day, charges);
            body.put("CreditNoteNumber", number(key));
            return body;
        });
    }

    private Map<String, Object> body(String type, LocalDate day, List<Charge> charges) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Type", type);
        body.put("Reference", order.orderKey());
        body.put("Contact", Map.of("Name", shop.customerOf(order)));
        body.put("Date", day);
        body.put("Status", "AUTHORISED");
        body.put("LineAmountTypes", order.taxIncluded() ? "Inclusive" : "Exclusive");
        body.put("CurrencyCode", order.currency());
        body.put(
                "LineItems",
                charges.stream().map(charge -> LineItem.of(charge, shop)).toList());
        return body;
    }

    /**
     * Money that came in for an invoice or went out for a credit note.
     *
     * @param number the invoice's or the credit note's
     */
    record Moved(Kind kind, String number, Instant at, String account, Money amount) {}

    Posting payment(Moved money, EffectKey key) {
        String of = money.kind() == Kind.PAYMENT ? "Invoice" : "CreditNote";
        LocalDate day = Posting.day(money.at(), order);
        Map<String, Object> body = Map.of(
                of,
                Map.of(of + "Number", money.number()),
                "Account",
                Map.of("Code", money.account()),
                "Date",
                day,
                "Amount",
                money.amount().toDecimal(),
                "Reference",
                key.value());
        return new Posting(money.kind(), key.value(), order.orderKey(), day, key, money.amount(), () -> body);
    }

    private String number(EffectKey key) {
        String rest = key.value().substring(order.orderKey().length());
        return order.orderKey() + rest.replaceFirst("^/(invoice|credit-note)", "");
    }
}
