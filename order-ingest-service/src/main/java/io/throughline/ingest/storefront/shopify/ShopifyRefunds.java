package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Money;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** The refund documents of an order, and what was really paid back on each. */
record ShopifyRefunds(Document order, ShopMoney money) {

    List<Refund> refunds() {
        return order.list("refunds").stream().map(this::refund).toList();
    }

    private Refund refund(Document json) {
        List<RefundLine> lines = json.list("refund_line_items").stream()
                .map(line -> line(json, line))
                .toList();
        Money shipping = shipping(json);
        Money adjustment = adjustments(json, "refund_discrepancy");
        Money documented = lines.stream()
                .map(line -> line.subtotal().plus(line.tax()))
                .reduce(shipping.plus(adjustment), Money::plus);
        return new Refund(
                json.requiredId("id"),
                json.time("processed_at")
                        .or(() -> json.time("created_at"))
                        .map(OffsetDateTime::toInstant)
                        .orElseGet(() -> order.requiredTime("created_at").toInstant()),
                json.text("note").orElse(null),
                lines,
                shipping,
                adjustment,
                settled(json, documented));
    }

    private RefundLine line(Document refund, Document json) {
        return new RefundLine(
                json.requiredId("line_item_id"),
                json.decimal("quantity").orElse(BigDecimal.ZERO),
                json.text("restock_type")
                        .map(type -> type.replace('_', '-'))
                        .orElse(refund.flag("restock") ? "return" : "no-restock"),
                json.id("location_id").orElse(null),
                money.magnitude(json, "subtotal"),
                money.magnitude(json, "total_tax"));
    }

    /** Newer bodies list refunded shipping lines; older ones carry it as a negative adjustment. */
    private Money shipping(Document refund) {
        List<Document> lines = refund.list("refund_shipping_lines");
        if (lines.isEmpty()) {
            return adjustments(refund, "shipping_refund");
        }
        return lines.stream()
                .map(line -> money.magnitude(line, "subtotal_amount").plus(money.magnitude(line, "tax_amount")))
                .reduce(money.zero(), Money::plus);
    }

    /** Shopify writes what it gives back as negative and what it withholds as positive. */
    private Money adjustments(Document refund, String kind) {
        return refund.list("order_adjustments").stream()
                .filter(adjustment -> adjustment.text("kind").orElse("").equals(kind))
                .map(adjustment -> money.in(adjustment, "amount").plus(money.in(adjustment, "tax_amount")))
                .reduce(money.zero(), Money::minus);
    }

    /**
     * The successful refund transactions. One in another currency than the shop's tells that money went back, but
     * not how much in the shop's; so the document's own amount is taken rather than a rate of ours.
     */
    private Money settled(Document refund, Money documented) {
        List<Document> paid = refund.list("transactions").stream()
                .filter(payment -> payment.text("kind").orElse("").equals("refund"))
                .filter(payment -> payment.text("status").orElse("").equals("success"))
                .toList();
        boolean shopCurrency = paid.stream()
                .allMatch(payment ->
                        payment.text("currency").orElse(money.currency()).equals(money.currency()));
        return shopCurrency
                ? paid.stream()
                        .map(payment -> money.magnitude(payment, "amount"))
                        .reduce(money.zero(), Money::plus)
                : documented;
    }
}
