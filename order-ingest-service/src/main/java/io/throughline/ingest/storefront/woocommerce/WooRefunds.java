package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.Money;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The refunds as {@code GET /orders/<id>/refunds} gives them: quantities and amounts are negative there. */
record WooRefunds(Amounts money, List<Document> documents) {

    private static final String REFUNDED_LINE = "_refunded_item_id";

    List<Refund> refunds() {
        return documents.stream()
                .map(this::refund)
                .sorted(Comparator.comparing(Refund::createdAt).thenComparing(Refund::refundId))
                .toList();
    }

    /** WooCommerce counts a refund as paid whether its gateway did it or the merchant does it by hand. */
    private Refund refund(Document json) {
        Money settled = money.magnitude(json, "amount");
        List<RefundLine> lines =
                json.list("line_items").stream().map(this::line).toList();
        Money goods = money.sum(lines.stream().map(line -> line.subtotal().plus(line.tax())));
        Money shipping = money.sum(json.list("shipping_lines").stream()
                .map(line -> money.magnitude(line, "total").plus(money.magnitude(line, "total_tax"))));
        return new Refund(
                json.requiredId("id"),
                json.requiredUtc("date_created_gmt"),
                json.text("reason").orElse(null),
                lines,
                shipping,
                settled.minus(goods).minus(shipping),
                settled);
    }

    private RefundLine line(Document json) {
        return new RefundLine(
                refundedLine(json),
                json.decimal("quantity").orElse(BigDecimal.ZERO).abs(),
                "no-restock",
                null,
                money.magnitude(json, "total"),
                money.magnitude(json, "total_tax"));
    }

    /** A refund has lines of its own, with ids of their own. */
    private static String refundedLine(Document json) {
        return json.list("meta_data").stream()
                .filter(meta -> meta.text("key").filter(REFUNDED_LINE::equals).isPresent())
                .flatMap(meta -> meta.id("value").stream())
                .findFirst()
                .orElseGet(() -> json.requiredId("id"));
    }
}
