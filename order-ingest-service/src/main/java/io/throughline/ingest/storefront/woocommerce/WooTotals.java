package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Arithmetic;
import io.throughline.ingest.storefront.Document;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The totals as WooCommerce sent them, and what they are made of beside the lines. One amount is worded anew: a gift
 * card reduces {@code total} there, and is a means of payment here, so the total is what is owed before it.
 */
record WooTotals(Document order, Amounts money, WooLines goods) {

    private static final Map<String, String> TENDERS = Map.of(
            "cod", "manual", "bacs", "manual", "cheque", "manual", "stripe", "card", "woocommerce_payments", "card");

    Totals totals() {
        List<OrderLine> lines = goods.lines();
        Totals sent = new Totals(
                money.sum(lines.stream().map(OrderLine::total)),
                money.in(order, "discount_total"),
                money.in(order, "shipping_total"),
                money.sum(fees().stream().map(Fee::amount)),
                money.zero(),
                money.in(order, "total_tax"),
                money.zero(),
                total(order, money),
                null,
                null,
                new TotalsCheck(true, money.zero()));
        return Arithmetic.checked(sent, false, lines.size());
    }

    /** What is owed before gift cards pay of it. */
    static Money total(Document order, Amounts money) {
        return money.in(order, "total")
                .plus(money.sum(order.list("gift_cards").stream().map(card -> money.magnitude(card, "amount"))));
    }

    List<ShippingLine> shipping() {
        return order.list("shipping_lines").stream()
                .map(json -> new ShippingLine(
                        json.requiredId("id"),
                        json.text("method_title").orElse(""),
                        json.text("method_id").orElse(null),
                        money.in(json, "total"),
                        List.of(),
                        WooTaxes.of(order, json, money)))
                .toList();
    }

    /** A negative one is how a plugin grants a discount of its own; it stays a fee, with its sign. */
    List<Fee> fees() {
        return order.list("fee_lines").stream()
                .map(json -> new Fee(
                        json.requiredId("id"),
                        json.text("name").orElse(""),
                        money.in(json, "total"),
                        WooTaxes.of(order, json, money)))
                .toList();
    }

    List<TaxLine> taxes() {
        return WooTaxes.ofOrder(order, money);
    }

    List<Tender> tenders() {
        Stream<Tender> cards = order.list("gift_cards").stream()
                .map(card -> new Tender("gift-card", "gift-card", money.magnitude(card, "amount"), null));
        Stream<Tender> payment = order.text("payment_method").stream()
                .map(method -> new Tender(
                        TENDERS.getOrDefault(method, "other"),
                        method,
                        money.in(order, "total"),
                        order.text("transaction_id").orElse(null)));
        return Stream.concat(cards, payment).toList();
    }

    /** WooCommerce does not say which line is to be shipped; an order of digital goods has no way of shipping. */
    static boolean isShipped(Document order) {
        return !order.list("shipping_lines").isEmpty();
    }
}
