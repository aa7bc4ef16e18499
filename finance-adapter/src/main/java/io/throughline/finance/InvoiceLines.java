package io.throughline.finance;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Totals;
import io.throughline.finance.XeroProperties.Booking;
import io.throughline.runtime.PermanentFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The lines of an order's invoice. They come to the order's total exactly; nothing is computed anew, and what the
 * storefront's parts leave unexplained stands on a line of its own.
 */
final class InvoiceLines {

    private final Order order;
    private final Booking booking;
    private final List<Charge> charges = new ArrayList<>();

    private InvoiceLines(Order order, Booking booking) {
        this.order = order;
        this.booking = booking;
    }

    /** @throws PermanentFailure {@code total-mismatch} when the order's parts do not explain its total */
    static List<LineItem> of(Order order, Booking booking) {
        try {
            InvoiceLines lines = new InvoiceLines(order, booking);
            lines.collect();
            return lines.items();
        } catch (IllegalArgumentException | ArithmeticException unusable) {
            throw new PermanentFailure("total-mismatch", "The order's amounts cannot be added up", unusable);
        }
    }

    private void collect() {
        // The parts of a bundle are shipped; the bundle is what was sold.
        order.lines().stream()
                .filter(line -> line.parentLineId() == null)
                .map(line -> Charge.of(line, booking))
                .forEach(charges::add);
        Money goods = sum(Charge::gross);
        List<Charge> shipping =
                order.shipping().stream().map(line -> Charge.of(line, booking)).toList();
        List<Charge> fees =
                order.fees().stream().map(fee -> Charge.of(fee, booking)).toList();
        charges.addAll(shipping);
        charges.addAll(fees);
        addWhatNoLineCarries(shipping, fees);
        addRounding(order.totals().lines().minus(goods));
    }

    private void addWhatNoLineCarries(List<Charge> shipping, List<Charge> fees) {
        Totals totals = order.totals();
        Money tax = totals.tax().minus(sum(Charge::ownTax)).minus(sum(Charge::channelTax));
        add("Discount", sum(Charge::discount).minus(totals.discounts()), booking.sales());
        add("Shipping", totals.shipping().minus(sum(shipping, Charge::gross)), booking.shipping());
        add("Fees and duties", totals.fees().plus(totals.duties()).minus(sum(fees, Charge::gross)), booking.fees());
        // A difference of a few cents is rounding, not a tax of its own.
        if (!order.taxIncluded() && Math.abs(tax.minor()) > tolerance()) {
            add("Tax", tax, booking.unassignedTax());
        }
        add("Tax that the sales channel remits", sum(Charge::channelTax), booking.channelTax());
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
        add("Rounding", left, booking.rounding());
    }

    private void add(String title, Money amount, String account) {
        if (amount.minor() != 0) {
            charges.add(Charge.plain(title, amount, account));
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

    private List<LineItem> items() {
        // Xero refuses an invoice without lines; an order that gives everything away may have none.
        if (charges.isEmpty()) {
            charges.add(Charge.plain("Nothing charged", order.totals().total(), booking.sales()));
        }
        return charges.stream()
                .map(charge -> LineItem.of(order.taxIncluded() ? charge.withoutChannelTax() : charge, booking))
                .toList();
    }
}
