package io.throughline.runtime.books;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * Something that is charged or given back.
 *
 * @param gross before discounts
 * @param ownTax tax that the merchant owes
 * @param channelTax tax that the sales channel remits
 * @param taxes what the merchant's own tax consists of, sorted by title; empty where the storefront names none
 */
public record Charge(
        Kind kind,
        String title,
        BigDecimal quantity,
        BigDecimal unitPrice,
        Money gross,
        Money discount,
        Money ownTax,
        Money channelTax,
        List<Tax> taxes) {

    /** What is charged for. */
    public enum Kind {
        GOODS,
        /** Owed until it is redeemed, not earned. */
        GIFT_CARD,
        SHIPPING,
        /** Fees and duties. */
        FEE,
        /** What is taken off the order and stands on none of its lines. */
        DISCOUNT,
        /** What a marketplace collects and remits itself. */
        CHANNEL_TAX,
        /** What the storefront states for the order but for no line of it. */
        UNASSIGNED_TAX,
        ROUNDING
    }

    public Charge {
        taxes = List.copyOf(taxes);
    }

    static Charge of(OrderLine line) {
        return charge(
                line.kind().equals("gift-card") ? Kind.GIFT_CARD : Kind.GOODS,
                line.title(),
                new Price(line.quantities().ordered(), line.unitPrice(), line.total(), line.discounts()),
                line.taxes());
    }

    static Charge of(ShippingLine line) {
        return charge(Kind.SHIPPING, line.title(), Price.of(line.price(), line.discounts()), line.taxes());
    }

    static Charge of(Fee fee) {
        return charge(Kind.FEE, fee.title(), Price.of(fee.amount(), List.of()), fee.taxes());
    }

    private record Price(BigDecimal quantity, BigDecimal unit, Money gross, List<DiscountAllocation> discounts) {

        static Price of(Money amount, List<DiscountAllocation> discounts) {
            return new Price(BigDecimal.ONE, amount.toDecimal(), amount, discounts);
        }

        Money discount() {
            return discounts.stream().map(DiscountAllocation::amount).reduce(none(gross), Money::plus);
        }
    }

    private static Charge charge(Kind kind, String title, Price price, List<TaxLine> taxes) {
        return new Charge(
                kind,
                title,
                price.quantity(),
                price.unit(),
                price.gross(),
                price.discount(),
                tax(taxes, false, price.gross()),
                tax(taxes, true, price.gross()),
                taxes.stream()
                        .filter(tax -> !tax.channelLiable())
                        .map(Tax::of)
                        .sorted(Comparator.comparing(Tax::toString))
                        .toList());
    }

    /** A charge without quantity, discount or tax. */
    public static Charge plain(Kind kind, String title, Money amount) {
        return charge(kind, title, Price.of(amount, List.of()), List.of());
    }

    /** The same thing as one piece, of other amounts. */
    Charge worth(Money amount, Money own, Money channel) {
        return new Charge(kind, title, BigDecimal.ONE, amount.toDecimal(), amount, none(amount), own, channel, taxes);
    }

    /** The same thing with a tax. */
    Charge taxed(Money own, List<Tax> by) {
        return new Charge(kind, title, quantity, unitPrice, gross, discount, own, channelTax, by);
    }

    /** The same thing by another name. */
    Charge called(String name) {
        return new Charge(kind, name, quantity, unitPrice, gross, discount, ownTax, channelTax, taxes);
    }

    /** What is left for the merchant to book where amounts contain the tax. */
    Charge withoutChannelTax() {
        return channelTax.minor() == 0
                ? this
                : new Charge(
                        kind,
                        title,
                        quantity,
                        unitPrice,
                        gross.minus(channelTax),
                        discount,
                        ownTax,
                        none(gross),
                        taxes);
    }

    /** After discounts; with tax where the order's amounts contain it. */
    public Money amount() {
        return gross.minus(discount);
    }

    /** Whether quantity times unit price, with so many decimals, is what it comes to. */
    public boolean isExactPerUnit(int decimals) {
        return quantity.signum() > 0
                && unitPrice.scale() <= decimals
                && quantity.multiply(unitPrice).compareTo(gross.toDecimal()) == 0;
    }

    /** How many of what: {@code 2 x Mug}. */
    public String pieces() {
        return quantity.compareTo(BigDecimal.ONE) == 0 ? title : quantity.toPlainString() + " x " + title;
    }

    private static Money tax(List<TaxLine> taxes, boolean channelLiable, Money like) {
        return taxes.stream()
                .filter(tax -> tax.channelLiable() == channelLiable)
                .map(TaxLine::amount)
                .reduce(none(like), Money::plus);
    }

    static Money none(Money like) {
        return new Money(like.currency(), 0, like.exponent());
    }
}
