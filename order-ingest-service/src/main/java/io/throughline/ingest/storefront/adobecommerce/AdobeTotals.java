package io.throughline.ingest.storefront.adobecommerce;

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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The totals as they were sent, and what they are made of beside the lines. Gift cards and store credit reduce
 * {@code grand_total} there and are means of payment here, so the total is what is owed before them.
 */
record AdobeTotals(Document order, Amounts money) {

    private static final Map<String, String> TENDERS = Map.of(
            "checkmo", "manual",
            "banktransfer", "manual",
            "cashondelivery", "manual",
            "purchaseorder", "manual",
            "braintree", "card",
            "payment_services_paypal_hosted_fields", "card");

    Totals totals(AdobeLines goods) {
        List<OrderLine> lines = goods.lines();
        Totals sent = new Totals(
                money.sum(lines.stream().map(OrderLine::total)),
                AdobeLines.withoutTax(money, order),
                money.in(order, "shipping_amount"),
                money.zero(),
                money.zero(),
                money.in(order, "tax_amount"),
                money.zero(),
                total(order, money),
                null,
                null,
                new TotalsCheck(true, money.zero()));
        return Arithmetic.checked(sent, false, lines.size());
    }

    /** What is owed before gift cards and store credit pay of it. */
    static Money total(Document order, Amounts money) {
        return money.in(order, "grand_total")
                .plus(extra(order, money, "gift_cards_amount"))
                .plus(extra(order, money, "customer_balance_amount"));
    }

    private static Money extra(Document order, Amounts money, String name) {
        return order.child("extension_attributes")
                .map(extension -> money.magnitude(extension, name))
                .orElseGet(money::zero);
    }

    private Money giftCards() {
        return extra(order, money, "gift_cards_amount");
    }

    private Money storeCredit() {
        return extra(order, money, "customer_balance_amount");
    }

    List<ShippingLine> shipping() {
        return order.text("shipping_description").stream()
                .map(title -> new ShippingLine(
                        "shipping", title, null, money.in(order, "shipping_amount"), List.of(), shippingTax()))
                .toList();
    }

    private List<TaxLine> shippingTax() {
        Money tax = money.in(order, "shipping_tax_amount");
        return tax.minor() == 0 ? List.of() : List.of(new TaxLine(AdobeLines.TAX, BigDecimal.ZERO, tax, null, false));
    }

    List<TaxLine> taxes() {
        return order.child("extension_attributes").stream()
                .flatMap(extension -> extension.list("applied_taxes").stream())
                .map(tax -> new TaxLine(
                        tax.text("title").orElse(""),
                        tax.decimal("percent").orElse(BigDecimal.ZERO).movePointLeft(2),
                        money.in(tax, "amount"),
                        tax.text("code").orElse(null),
                        false))
                .toList();
    }

    List<Tender> tenders() {
        Stream<Tender> others = Stream.of(
                        new Tender("gift-card", "gift-card", giftCards(), null),
                        new Tender("store-credit", "store-credit", storeCredit(), null))
                .filter(tender -> tender.amount() != null && tender.amount().minor() > 0);
        Stream<Tender> payment = order.child("payment").stream()
                .flatMap(json -> json.text("method").stream()
                        .map(method -> new Tender(
                                TENDERS.getOrDefault(method, "other"),
                                method,
                                money.in(order, "grand_total"),
                                json.text("last_trans_id").orElse(null))));
        return Stream.concat(others, payment).toList();
    }
}
