package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Totals;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Charge.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an order charges. It comes to the order's total exactly; nothing is computed anew, and what the storefront's
 * parts leave unexplained is a charge of its own.
 */
public final class OrderCharges {

    private final Order order;
    private final List<Charge> charges = new ArrayList<>();

    private OrderCharges(Order order) {
        this.order = order;
    }

    /**
     * At least one charge; an order that gives everything away has one of nothing.
     *
     * @throws PermanentFailure {@code total-mismatch} when the order's parts do not explain its total
     */
    public static List<Charge> of(Order order) {
        try {
            OrderCharges parts = new OrderCharges(order);
            parts.collect();
            return parts.complete();
        } catch (IllegalArgumentException | ArithmeticException unusable) {
            throw new PermanentFailure("total-mismatch", "The order's amounts cannot be added up", unusable);
        }
    }

    private void collect() {
        // The parts of a bundle are shipped; the bundle is what was sold.
        order.lines().stream()
                .filter(line -> line.parentLineId() == null)
                .map(Charge::of)
                .forEach(charges::add);
        Money goods = sum(Charge::gross);
        List<Charge> shipping = order.shipping().stream().map(Charge::of).toList();
        List<Charge> fees = order.fees().stream().map(Charge::of).toList();
        charges.addAll(shipping);
        charges.addAll(fees);
        addWhatNoLineCarries(shipping, fees);
        addRounding(order.totals().lines().minus(goods));
    }

    private void addWhatNoLineCarries(List<Charge> shipping, List<Charge> fees) {
        Totals totals = order.totals();
        Money tax = totals.tax().minus(sum(Charge::ownTax)).minus(sum(Charge::channelTax));
        add(Kind.DISCOUNT, "Discount", sum(Charge::discount).minus(totals.discounts()));
        add(Kind.SHIPPING, "Shipping", totals.shipping().minus(sum(shipping, Charge::gross)));
        add(Kind.FEE, "Fees and duties", totals.fees().plus(totals.duties()).minus(sum(fees, Charge::gross)));
        // A difference of a few cents is rounding, not a tax of its own.
        if (!order.taxIncluded() && Math.abs(tax.minor()) > tolerance()) {
            add(Kind.UNASSIGNED_TAX, "Tax", tax);
        }
        add(Kind.CHANNEL_TAX, "Tax that the sales channel remits", sum(Charge::channelTax));
    }

    private void addRounding(Money linesNotListed) {
        Totals totals = order.totals();
        if (Math.abs(linesNotListed.minor()) > tolerance()) {
            throw new PermanentFailure("total-mismatch", "The lines do not come to what the order says they do", null);
        }
        Money left = totals.total().minus(invoiced());
        Money explained = totals.rounding().plus(totals.check().delta());
        if (Math.abs(left.minus(explained).minor()) > 2 * tolerance()) {
            throw new PermanentFailure("total-mismatch", "The order's parts do not explain its total", null);
        }
        add(Kind.ROUNDING, "Rounding", left);
    }

    private void add(Kind kind, String title, Money amount) {
        if (amount.minor() != 0) {
            charges.add(Charge.plain(kind, title, amount));
        }
    }

    /** What the charges collected so far come to; the channel's tax has a charge of its own. */
    private Money invoiced() {
        Money net = sum(Charge::gross).minus(sum(Charge::discount));
        return order.taxIncluded() ? net.minus(sum(Charge::channelTax)) : net.plus(sum(Charge::ownTax));
    }

    /** One smallest unit per line, as the check of totals allows. */
    private long tolerance() {
        return (long) order.lines().size()
                + order.shipping().size()
                + order.fees().size();
    }

    private Money sum(Function<Charge, Money> part) {
        return sum(charges, part);
    }

    private Money sum(List<Charge> of, Function<Charge, Money> part) {
        Money none = new Money(order.currency(), 0, order.totals().total().exponent());
        return of.stream().map(part).reduce(none, Money::plus);
    }

    private List<Charge> complete() {
        if (charges.isEmpty()) {
            charges.add(
                    Charge.plain(Kind.GOODS, "Nothing charged", order.totals().total()));
        }
        return charges.stream()
                .map(charge -> order.taxIncluded() ? charge.withoutChannelTax() : charge)
                .toList();
    }
}
