package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Arithmetic;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The totals as BigCommerce sent them. Store credit and gift certificates do not reduce them: they pay. */
record BigCommerceTotals(Parts parts, BigCommerceMoney money, List<OrderLine> lines) {

    Totals totals() {
        Document order = parts.order();
        Amounts amounts = money.amounts();
        Totals sent = new Totals(
                amounts.sum(lines.stream().map(OrderLine::total)),
                amounts.in(order, "discount_amount").plus(amounts.in(order, "coupon_discount")),
                money.in(order, "shipping_cost"),
                amounts.sum(fees().stream().map(Fee::amount)),
                amounts.zero(),
                amounts.in(order, "total_tax"),
                amounts.zero(),
                total(order, amounts),
                null,
                null,
                new TotalsCheck(true, amounts.zero()));
        return Arithmetic.checked(sent, money.taxIncluded(), lines.size());
    }

    /** What is owed before store credit and gift certificates pay of it. */
    static Money total(Document order, Amounts amounts) {
        return amounts.in(order, "total_inc_tax");
    }

    /** Each place has a way of shipping of its own. */
    List<ShippingLine> shipping() {
        return parts.addresses().stream()
                .map(place -> new ShippingLine(
                        place.requiredId("id"),
                        place.text("shipping_method").orElse(""),
                        null,
                        money.in(place, "cost"),
                        List.of(),
                        tax(place, "cost_tax")))
                .toList();
    }

    List<Fee> fees() {
        List<Fee> fees = new ArrayList<>();
        addFee(fees, "handling");
        addFee(fees, "wrapping");
        for (Document fee : parts.order().list("fees")) {
            fees.add(new Fee(
                    fee.requiredId("id"),
                    fee.text("display_name_customer").orElse("Fee"),
                    money.in(fee, "cost"),
                    tax(fee, "cost_tax")));
        }
        return fees;
    }

    private void addFee(List<Fee> fees, String name) {
        Money amount = money.in(parts.order(), name + "_cost");
        if (amount.minor() != 0) {
            fees.add(new Fee(name, name, amount, tax(parts.order(), name + "_cost_tax")));
        }
    }

    private List<TaxLine> tax(Document from, String name) {
        Money tax = money.amounts().in(from, name);
        return tax.minor() == 0 ? List.of() : List.of(new TaxLine("Tax", BigDecimal.ZERO, tax, null, false));
    }

    /** One for each place and rate. */
    List<TaxLine> taxes() {
        return parts.payments().taxes().stream()
                .map(tax -> new TaxLine(
                        tax.text("name").orElse(""),
                        tax.decimal("rate").orElse(BigDecimal.ZERO).movePointLeft(2),
                        money.amounts().in(tax, "line_amount"),
                        tax.text("class").orElse(null),
                        false))
                .toList();
    }
}
