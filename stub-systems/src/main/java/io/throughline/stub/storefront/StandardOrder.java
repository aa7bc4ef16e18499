package io.throughline.stub.storefront;

import io.throughline.events.order.Address;
import io.throughline.events.order.Customer;
import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.ShipTo;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** A sale in the canonical model, which is what a storefront of our own making sends. */
final class StandardOrder {

    private static final String TEN_PERCENT = "0";

    private final Sale sale;
    private final Shop shop;

    private StandardOrder(Sale sale) {
        this.sale = sale;
        this.shop = sale.shop();
    }

    static Order of(Sale sale) {
        return new StandardOrder(sale).order();
    }

    private Order order() {
        Address address = address(sale.buyer());
        return new Order(
                sale.orderKey(),
                Long.toString(sale.id()),
                String.format(Locale.ROOT, "S-%d", sale.number()),
                sale.createdAt(),
                sale.updatedAt(),
                "+00:00",
                false,
                shop.taxIncluded(),
                shop.currency().getCurrencyCode(),
                status(),
                customer(sale.buyer()),
                null,
                address,
                List.of(new ShipTo("delivery", address, List.of())),
                sale.lines().stream().map(this::line).toList(),
                List.of(shipping()),
                List.of(),
                discounts(),
                taxes(sale.tax()),
                List.of(new Tender("card", "bogus", money(sale.total()), null)),
                sale.refunds().stream().map(this::refund).toList(),
                totals(),
                sale.note().isEmpty() ? null : sale.note());
    }

    private static Customer customer(Buyer buyer) {
        return new Customer(Long.toString(buyer.id()), buyer.name(), buyer.email(), null);
    }

    private static Address address(Buyer buyer) {
        boolean hasRegion = !buyer.region().isEmpty();
        return new Address(
                buyer.name(),
                null,
                List.of(buyer.street()),
                buyer.city(),
                hasRegion ? buyer.region() : null,
                hasRegion ? buyer.country() + "-" + buyer.region() : null,
                buyer.postcode(),
                buyer.country(),
                null);
    }

    private List<DiscountApplication> discounts() {
        return sale.discount() > 0
                ? List.of(new DiscountApplication(TEN_PERCENT, "code", "line", "TEN", null))
                : List.of();
    }

    private OrderStatus status() {
        return new OrderStatus(sale.cancelled() ? OrderStatus.CANCELLED : OrderStatus.OPEN, payment(), "unfulfilled");
    }

    private String payment() {
        if (!sale.refunds().isEmpty()) {
            return OrderStatus.PARTIALLY_REFUNDED;
        }
        if (sale.cancelled()) {
            return sale.paid() ? OrderStatus.REFUNDED : "voided";
        }
        return sale.paid() ? OrderStatus.PAID : "pending";
    }

    private OrderLine line(SoldLine line) {
        return new OrderLine(
                Long.toString(line.id()),
                null,
                line.product().sku(),
                line.product().title(),
                "product",
                quantities(line),
                new BigDecimal(shop.amount(line.unitPrice())),
                line.discount() > 0 ? List.of(new DiscountAllocation(TEN_PERCENT, money(line.discount()))) : List.of(),
                taxes(line.tax()),
                money(line.gross()),
                true,
                null,
                null,
                (long) line.product().grams());
    }

    private Quantities quantities(SoldLine line) {
        BigDecimal ordered = BigDecimal.valueOf(line.quantity());
        return sale.cancelled()
                ? new Quantities(ordered, ordered, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)
                : Quantities.ordered(ordered);
    }

    private ShippingLine shipping() {
        return new ShippingLine(
                Long.toString(sale.id() * 10),
                "Standard",
                "standard",
                money(sale.shipping()),
                List.of(),
                taxes(sale.shippingTax()));
    }

    private Refund refund(GivenBack back) {
        Money amount = money(back.amount());
        return new Refund(Long.toString(back.id()), back.at(), "goodwill", List.of(), money(0), amount, amount);
    }

    private Totals totals() {
        return new Totals(
                money(sale.gross()),
                money(sale.discount()),
                money(sale.shipping()),
                money(0),
                money(0),
                money(sale.tax()),
                money(0),
                money(sale.total()),
                money(sale.total() - sale.paidBack()),
                null,
                new TotalsCheck(true, money(0)));
    }

    private List<TaxLine> taxes(long tax) {
        return List.of(new TaxLine("VAT", shop.taxRate(), money(tax), null, false));
    }

    private Money money(long minor) {
        return Money.of(new BigDecimal(shop.amount(minor)), shop.currency().getCurrencyCode());
    }
}
