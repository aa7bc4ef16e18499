package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Dues.Due;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Words.Moved;
import io.throughline.runtime.books.Words.Paper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is booked of one order: invoices and credit notes refer to the order's key and have numbers made from it,
 * payments refer to their own effect key. What nobody has said how to book is found out when it is worded, so that it
 * is asked for all the same.
 */
record Documents(Order order, Words words) {

    /** What customers owe; the order key is its number. */
    Posting invoice(EffectKey key) {
        Money total = order.totals().total();
        Content content = new Content(Kind.INVOICE, order.createdAt(), total, () -> OrderCharges.of(order));
        return document(content, key, known(() -> Part.of(OrderCharges.of(order), order.taxIncluded())));
    }

    /** What they owe, or do not owe, since the order was changed. */
    Posting change(Correction change, Instant at, EffectKey key) {
        Kind kind = change.isCredit() ? Kind.CREDIT_NOTE : Kind.INVOICE;
        Money none = Charge.none(change.total());
        Money total = change.isCredit() ? none.minus(change.total()) : change.total();
        Function<List<Part>, List<Part>> sign = change.isCredit() ? Part::negated : parts -> parts;
        Content content = new Content(
                kind,
                at,
                total,
                () -> sign.apply(change.parts()).stream()
                        .map(part -> part.charge(order))
                        .map(charge -> charge.called("Changed: " + charge.title()))
                        .toList());
        List<Part> parts = known(change::parts);
        return document(content, key, parts == null ? change.unexplained() : parts);
    }

    /** What was paid back. The order charges what it did. */
    Posting refund(EffectKey key, Instant at, List<Charge> charges, Money total) {
        return document(new Content(Kind.CREDIT_NOTE, at, total, () -> charges), key, List.of());
    }

    /** What is not charged after all, because the order is cancelled. */
    Posting cancellation(EffectKey key, Instant at, List<Charge> charges, Money total) {
        return document(
                new Content(Kind.CREDIT_NOTE, at, total, () -> charges),
                key,
                Part.negated(Part.of(charges, order.taxIncluded())));
    }

    private record Content(Kind kind, Instant at, Money total, Supplier<List<Charge>> charges) {}

    private Posting document(Content content, EffectKey key, @Nullable List<Part> parts) {
        LocalDate day = Posting.day(content.at(), order);
        String number = number(key);
        Supplier<Object> request = () -> words.document(
                new Paper(content.kind(), number, order, day, content.charges().get()), shop());
        return new Posting(content.kind(), number, order.orderKey(), day, key, content.total(), parts, request);
    }

    /** Nothing where the order's amounts cannot be added up. */
    private static @Nullable List<Part> known(Supplier<List<Part>> parts) {
        try {
            return parts.get();
        } catch (PermanentFailure toldAgainWhenItIsWorded) {
            return null;
        }
    }

    Posting payment(Due due, Instant at, EffectKey key) {
        Money amount = due.paid().amount();
        LocalDate day = Posting.day(at, order);
        return money(
                Kind.PAYMENT,
                () -> new Moved(Kind.PAYMENT, due.invoice(), day, shop().account(due.paid()), amount, key),
                new Sum(day, amount, key));
    }

    /** @param creditNote number of the one that it pays out */
    Posting payout(String creditNote, Instant at, Money amount, EffectKey key) {
        LocalDate day = Posting.day(at, order);
        return money(
                Kind.PAYOUT,
                () -> new Moved(Kind.PAYOUT, creditNote, day, shop().refundAccount(order), amount, key),
                new Sum(day, amount, key));
    }

    private record Sum(LocalDate day, Money amount, EffectKey key) {}

    private Posting money(Kind kind, Supplier<Moved> moved, Sum sum) {
        return new Posting(
                kind,
                sum.key().value(),
                order.orderKey(),
                sum.day(),
                sum.key(),
                sum.amount(),
                List.of(),
                () -> words.money(moved.get()));
    }

    private ShopBooking shop() {
        return ShopBooking.of(order, words.shops());
    }

    /** The order key and what tells the document from others of its order. */
    private String number(EffectKey key) {
        String rest = key.value().substring(order.orderKey().length());
        return order.orderKey() + rest.replaceFirst("^/(invoice|credit-note)", "");
    }
}
