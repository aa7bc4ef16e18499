package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Money;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The refunds of an order: what they are for, and the payments that were not declined. */
record BigCommerceRefunds(Amounts money, List<Document> documents) {

    List<Refund> refunds() {
        return documents.stream().map(this::refund).toList();
    }

    private Refund refund(Document json) {
        List<RefundLine> lines = items(json, "PRODUCT").map(this::line).toList();
        Money goods = money.sum(lines.stream().map(RefundLine::subtotal));
        Money shipping = money.sum(items(json, "SHIPPING").map(item -> money.magnitude(item, "requested_amount")));
        Money whole = money.magnitude(json, "total_amount");
        return new Refund(
                json.requiredId("id"),
                json.requiredTime("created").toInstant(),
                json.text("reason").orElse(null),
                lines,
                shipping,
                whole.minus(goods).minus(shipping),
                money.sum(json.list("payments").stream()
                        .filter(payment -> !payment.flag("is_declined"))
                        .map(payment -> money.magnitude(payment, "amount"))));
    }

    private static Stream<Document> items(Document refund, String type) {
        return refund.list("items").stream()
                .filter(item -> item.text("item_type").orElse("").equalsIgnoreCase(type));
    }

    /** The amount contains the line's tax; how much of it BigCommerce tells only of the whole refund. */
    private RefundLine line(Document item) {
        return new RefundLine(
                item.requiredId("item_id"),
                item.decimal("quantity").orElse(BigDecimal.ZERO),
                "no-restock",
                null,
                money.magnitude(item, "requested_amount"),
                money.zero());
    }
}
