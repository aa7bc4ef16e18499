package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.runtime.PermanentFailure;
import java.math.BigDecimal;
import java.util.List;

/** What the books hold of one order, documents that count for nothing any more included. */
public record Account(List<? extends Booked> invoices, List<? extends Booked> creditNotes) {

    public Account {
        invoices = List.copyOf(invoices);
        creditNotes = List.copyOf(creditNotes);
    }

    /** Invoices that count: one, or one more for each explicit re-send. */
    public List<? extends Booked> standing() {
        return counting(invoices);
    }

    /** Whether nothing stands against the invoices, so that they can be taken out. */
    public boolean isUntouched() {
        return counting(creditNotes).isEmpty() && standing().stream().noneMatch(Booked::isSettled);
    }

    /** What is invoiced and not credited, without regard to the credit note of this number. */
    public Money uncreditedBesides(String number, Money like) {
        BigDecimal credited = sum(counting(creditNotes).stream()
                .filter(note -> !note.name().equals(number))
                .toList());
        BigDecimal left = sum(standing()).subtract(credited);
        return new Money(like.currency(), left.movePointRight(like.exponent()).longValueExact(), like.exponent());
    }

    /** @throws PermanentFailure {@code credit-exceeds-invoice} when there is no such credit note */
    public String existing(String creditNote) {
        return counting(creditNotes).stream()
                .map(Booked::name)
                .filter(creditNote::equals)
                .findFirst()
                .orElseThrow(() -> new PermanentFailure(
                        "credit-exceeds-invoice", "More is paid back than is left of the invoice", null));
    }

    private static List<? extends Booked> counting(List<? extends Booked> documents) {
        return documents.stream().filter(document -> !document.isVoid()).toList();
    }

    private static BigDecimal sum(List<? extends Booked> documents) {
        return documents.stream().map(Booked::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
