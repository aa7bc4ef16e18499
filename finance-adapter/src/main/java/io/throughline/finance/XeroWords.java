package io.throughline.finance;

import io.throughline.events.order.Order;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.ShopBooking;
import io.throughline.runtime.books.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is booked, as Xero wants to be asked for it. */
record XeroWords(List<ShopBooking> shops) implements Words {

    /** An invoice is due at once: it was paid at the shop's checkout. */
    @Override
    public Map<String, Object> document(Paper paper, ShopBooking shop) {
        boolean invoice = paper.kind() == Kind.INVOICE;
        Order order = paper.order();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Type", invoice ? "ACCREC" : "ACCRECCREDIT");
        body.put(invoice ? "InvoiceNumber" : "CreditNoteNumber", paper.number());
        body.put("Reference", order.orderKey());
        body.put("Contact", Map.of("Name", shop.customerOf(order)));
        body.put("Date", paper.day());
        body.put("Status", "AUTHORISED");
        body.put("LineAmountTypes", order.taxIncluded() ? "Inclusive" : "Exclusive");
        body.put("CurrencyCode", order.currency());
        body.put(
                "LineItems",
                paper.charges().stream()
                        .map(charge -> LineItem.of(charge, shop))
                        .toList());
        if (invoice) {
            body.put("DueDate", paper.day());
        }
        return body;
    }

    @Override
    public Map<String, Object> money(Moved moved) {
        String of = moved.kind() == Kind.PAYMENT ? "Invoice" : "CreditNote";
        return Map.of(
                of,
                Map.of(of + "Number", moved.number()),
                "Account",
                Map.of("Code", moved.account()),
                "Date",
                moved.day(),
                "Amount",
                moved.amount().toDecimal(),
                "Reference",
                moved.key().value());
    }
}
