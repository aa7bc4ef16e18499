package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.finance.XeroProperties.Booking;
import io.throughline.runtime.EffectKey;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Xero's request to book an order as a sales invoice.
 *
 * @param type {@code ACCREC}: what customers owe
 * @param invoiceNumber the order key, and the revision of an explicit re-send
 * @param dueDate the day of the order: it was paid at the shop's checkout
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record CreateInvoice(
        String type,
        String invoiceNumber,
        String reference,
        Contact contact,
        LocalDate date,
        LocalDate dueDate,
        String status,
        String lineAmountTypes,
        String currencyCode,
        List<LineItem> lineItems,
        @JsonIgnore EffectKey key,
        @JsonIgnore Money total)
        implements Posting {

    CreateInvoice {
        lineItems = List.copyOf(lineItems);
    }

    static CreateInvoice of(Order order, EffectKey key, Booking booking) {
        LocalDate day = Posting.day(order.createdAt(), order);
        return new CreateInvoice(
                "ACCREC",
                Posting.number(key, order, "invoice"),
                order.orderKey(),
                Contact.of(order, booking),
                day,
                day,
                "AUTHORISED",
                order.taxIncluded() ? "Inclusive" : "Exclusive",
                order.currency(),
                InvoiceLines.of(order, booking),
                key,
                order.totals().total());
    }

    @Override
    public String collection() {
        return "Invoices";
    }

    @Override
    public String number() {
        return invoiceNumber;
    }
}
