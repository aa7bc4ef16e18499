package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Entry.Kind;
import java.time.LocalDate;
import java.util.List;

/** A bookkeeping system's own words for what is booked. */
public interface Words {

    /** How the orders of each shop are booked; nothing is said of a shop that is not among them. */
    List<ShopBooking> shops();

    /** Asks for an invoice or a credit note. */
    Object document(Paper paper, ShopBooking shop);

    /** Asks for a payment or a payout. */
    Object money(Moved moved);

    /**
     * An invoice or a credit note.
     *
     * @param number unique among those of its kind
     * @param charges at least one, what they come to is not negative
     */
    record Paper(Kind kind, String number, Order order, LocalDate day, List<Charge> charges) {

        public Paper {
            charges = List.copyOf(charges);
        }
    }

    /**
     * Money that came in for an invoice or went out for a credit note.
     *
     * @param number the invoice's or the credit note's
     * @param account where it came in or went out
     */
    record Moved(Kind kind, String number, LocalDate day, String account, Money amount, EffectKey key) {}
}
