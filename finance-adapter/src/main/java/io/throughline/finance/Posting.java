package io.throughline.finance;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.EffectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Something to be booked at Xero, at most once. */
sealed interface Posting permits CreateInvoice, CreateCreditNote {

    /** Xero's name of the collection it goes into, in paths and in bodies. */
    String collection();

    /** Unique at Xero, and made from the effect key: the fence that holds when an idempotency key is forgotten. */
    String number();

    /** The order key. */
    String reference();

    EffectKey key();

    Money total();

    /** The number of a document: the order key, then whatever tells it from others of the order. */
    static String number(EffectKey key, Order order, String operation) {
        return order.orderKey() + key.value().substring(order.orderKey().length() + 1 + operation.length());
    }

    /** The day on which something happened where the shop is. */
    static LocalDate day(Instant at, Order order) {
        String offset = order.sourceOffset();
        return LocalDate.ofInstant(at, offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }
}
