package io.throughline.finance;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.finance.XeroProperties.Booking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lines of a credit note: the refund's own where they come to what was paid back, one line otherwise. A part of a
 * refund that was paid back has no tax that the storefront computed, and none is made up.
 */
record CreditNoteLines(Order order, Booking booking) {

    List<LineItem> of(Refund refund, Money amount) {
        List<Charge> charges = itemized(refund);
        return total(charges, amount).equals(amount)
                ? charges.stream().map(charge -> LineItem.of(charge, booking)).toList()
                : paidBack(amount);
    }

    List<LineItem> paidBack(Money amount) {
        return List.of(LineItem.of(Charge.plain("Paid back", amount, booking.sales()), booking));
    }

    private List<Charge> itemized(Refund refund) {
        List<Charge> charges =
                new ArrayList<>(refund.lines().stream().map(this::goods).toList());
        charges.add(Charge.plain("Shipping", refund.shipping(), booking.shipping()));
        charges.add(Charge.plain("Adjustment", refund.adjustment(), booking.sales()));
        charges.removeIf(charge -> charge.gross().minor() == 0);
        return charges;
    }

    private Charge goods(RefundLine line) {
        Money none = new Money(line.subtotal().currency(), 0, line.subtotal().exponent());
        Stream<OrderLine> same =
                order.lines().stream().filter(candidate -> candidate.lineId().equals(line.lineId()));
        Optional<Charge> ordered = same.map(found -> Charge.of(found, booking)).findFirst();
        return new Charge(
                ordered.map(Charge::title).orElse("Goods"),
                line.quantity(),
                BigDecimal.ZERO,
                line.subtotal(),
                none,
                line.tax(),
                none,
                ordered.map(Charge::account).orElse(booking.sales()));
    }

    private Money total(List<Charge> charges, Money like) {
        return charges.stream()
                .map(charge ->
                        order.taxIncluded() ? charge.gross() : charge.gross().plus(charge.ownTax()))
                .reduce(new Money(like.currency(), 0, like.exponent()), Money::plus);
    }
}
