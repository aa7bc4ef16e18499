package io.throughline.runtime.books;

import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.runtime.books.Charge.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What is given back of an order: a refund's own parts where they come to what was paid back, one charge otherwise. A
 * part of a refund that was paid back has no tax that the storefront computed, and none is made up.
 */
public record RefundCharges(Order order) {

    private record Group(Kind kind, List<Tax> taxes) {}

    /** @param amount what was paid back of this refund; of one that the order does not show, too */
    public List<Charge> of(String refundId, Money amount) {
        return refund(refundId)
                .flatMap(this::itemized)
                .filter(charges -> total(charges).equals(amount))
                .orElseGet(() -> List.of(Charge.plain(Kind.GOODS, "Paid back", amount)));
    }

    /** What of a settlement its documents are identified by: a refund has one more each time that more is settled. */
    public static String document(RefundSettlement change) {
        return change.settledBefore().minor() == 0
                ? change.refundId()
                : change.refundId() + "/" + change.settledAfter().minor();
    }

    /** The refund as the order shows it. */
    public Optional<Refund> refund(String refundId) {
        return order.refunds().stream()
                .filter(candidate -> candidate.refundId().equals(refundId))
                .findFirst();
    }

    /**
     * What an order that is cancelled gives back beyond its refunds: everything it charged less what they gave back,
     * one charge for each kind and its taxes.
     *
     * @param charged what it was charged by the documents that stand
     * @param amount what of that was not given back yet
     */
    List<Charge> rest(List<Charge> charged, Money amount) {
        Map<Group, Charge> left = new LinkedHashMap<>();
        charged.forEach(charge -> add(left, charge, Money::plus));
        order.refunds().stream()
                .filter(refund -> refund.settled().minor() != 0)
                .flatMap(refund -> of(refund.refundId(), refund.settled()).stream())
                .forEach(charge -> add(left, charge, Money::minus));
        List<Charge> charges = left.values().stream()
                .filter(charge -> charge.gross().minor() != 0 || charge.ownTax().minor() != 0)
                .map(charge -> charge.called("Cancelled: " + charge.title()))
                .toList();
        return total(charges).equals(amount) ? charges : List.of(Charge.plain(Kind.GOODS, "Cancelled", amount));
    }

    private static void add(Map<Group, Charge> left, Charge charge, BinaryOperator<Money> how) {
        Money none = Charge.none(charge.gross());
        left.merge(
                new Group(charge.kind(), charge.taxes()),
                charge.worth(how.apply(none, charge.amount()), how.apply(none, charge.ownTax()), none),
                (sum, more) ->
                        sum.worth(sum.gross().plus(more.gross()), sum.ownTax().plus(more.ownTax()), none));
    }

    /** Empty where a line's tax is partly the merchant's and partly the channel's: its refund says only the sum. */
    private Optional<List<Charge>> itemized(Refund refund) {
        List<Charge> charges = new ArrayList<>();
        for (RefundLine line : refund.lines()) {
            Optional<Charge> goods = goods(line);
            if (goods.isEmpty()) {
                return Optional.empty();
            }
            charges.add(goods.get());
        }
        Money channelTax = charges.stream().map(Charge::channelTax).reduce(none(), Money::plus);
        charges.add(Charge.plain(Kind.SHIPPING, "Shipping", refund.shipping()));
        charges.add(Charge.plain(Kind.GOODS, "Adjustment", refund.adjustment()));
        charges.add(Charge.plain(Kind.CHANNEL_TAX, "Tax that the sales channel remits", channelTax));
        charges.removeIf(charge -> charge.gross().minor() == 0);
        return Optional.of(charges.stream()
                .map(charge -> order.taxIncluded() ? charge.withoutChannelTax() : charge)
                .toList());
    }

    private Optional<Charge> goods(RefundLine line) {
        Charge ordered = order.lines().stream()
                .filter(candidate -> candidate.lineId().equals(line.lineId()))
                .findFirst()
                .map(Charge::of)
                .orElseGet(() -> Charge.plain(Kind.GOODS, "Goods", none()));
        boolean channel = ordered.channelTax().minor() != 0;
        if (channel && ordered.ownTax().minor() != 0) {
            return Optional.empty();
        }
        Charge piece = ordered.worth(line.subtotal(), channel ? none() : line.tax(), channel ? line.tax() : none());
        return Optional.of(piece.called(pieces(line.quantity()) + ordered.title()));
    }

    private static String pieces(BigDecimal quantity) {
        return quantity.compareTo(BigDecimal.ONE) == 0 ? "" : quantity.toPlainString() + " x ";
    }

    private Money total(List<Charge> charges) {
        return charges.stream()
                .map(charge ->
                        order.taxIncluded() ? charge.amount() : charge.amount().plus(charge.ownTax()))
                .reduce(none(), Money::plus);
    }

    private Money none() {
        return Charge.none(order.totals().total());
    }
}
