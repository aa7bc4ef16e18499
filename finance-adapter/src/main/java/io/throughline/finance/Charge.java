package io.throughline.finance;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.finance.XeroProperties.Booking;
import java.math.BigDecimal;
import java.util.List;

/**
 * Something of an order that is charged, whatever kind of line it stands on.
 *
 * @param gross before discounts
 * @param ownTax tax that the merchant owes
 * @param channelTax tax that the sales channel remits
 */
record Charge(
        String title,
        BigDecimal quantity,
        BigDecimal unitPrice,
        Money gross,
        Money discount,
        Money ownTax,
        Money channelTax,
        String account) {

    static Charge of(OrderLine line, Booking booking) {
        return new Charge(
                line.title(),
                line.quantities().ordered(),
                line.unitPrice(),
                line.total(),
                discount(line.discounts(), line.total()),
                tax(line.taxes(), false, line.total()),
                tax(line.taxes(), true, line.total()),
                line.kind().equals("gift-card") ? booking.giftCards() : booking.sales());
    }

    static Charge of(ShippingLine line, Booking booking) {
        return new Charge(
                line.title(),
                BigDecimal.ONE,
                line.price().toDecimal(),
                line.price(),
                discount(line.discounts(), line.price()),
                tax(line.taxes(), false, line.price()),
                tax(line.taxes(), true, line.price()),
                booking.shipping());
    }

    static Charge of(Fee fee, Booking booking) {
        return new Charge(
                fee.title(),
                BigDecimal.ONE,
                fee.amount().toDecimal(),
                fee.amount(),
                none(fee.amount()),
                tax(fee.taxes(), false, fee.amount()),
                tax(fee.taxes(), true, fee.amount()),
                booking.fees());
    }

    /** A charge without quantity, discount or tax. */
    static Charge plain(String title, Money amount, String account) {
        Money none = none(amount);
        return new Charge(title, BigDecimal.ONE, amount.toDecimal(), amount, none, none, none, account);
    }

    /** What is left for the merchant to book where amounts contain the tax. */
    Charge withoutChannelTax() {
        return new Charge(title, quantity, unitPrice, gross.minus(channelTax), discount, ownTax, none(gross), account);
    }

    private static Money discount(List<DiscountAllocation> discounts, Money like) {
        return discounts.stream().map(DiscountAllocation::amount).reduce(none(like), Money::plus);
    }

    private static Money tax(List<TaxLine> taxes, boolean channelLiable, Money like) {
        return taxes.stream()
                .filter(tax -> tax.channelLiable() == channelLiable)
                .map(TaxLine::amount)
                .reduce(none(like), Money::plus);
    }

    private static Money none(Money like) {
        return new Money(like.currency(), 0, like.exponent());
    }
}
