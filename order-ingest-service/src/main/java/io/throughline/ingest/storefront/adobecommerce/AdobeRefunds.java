package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.events.order.Money;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;

/** Credit memos, as {@code sales-data-creditmemo-interface} words them. */
record AdobeRefunds(Amounts money, List<Document> memos) {

    private static final String REFUNDED = "2";
    private static final String CANCELED = "3";

    List<Refund> refunds() {
        return memos.stream()
                .filter(memo -> !state(memo).equals(CANCELED))
                .map(this::refund)
                .toList();
    }

    private static String state(Document memo) {
        return memo.id("state").orElse(REFUNDED);
    }

    /** An open one is a promise: nothing was paid back yet. */
    private Refund refund(Document memo) {
        List<RefundLine> lines = memo.list("items").stream()
                .filter(item -> quantity(item).signum() > 0)
                .map(this::line)
                .toList();
        Money goods = money.sum(lines.stream().map(line -> line.subtotal().plus(line.tax())));
        Money shipping = money.in(memo, "shipping_amount").plus(money.in(memo, "shipping_tax_amount"));
        Money whole = money.in(memo, "grand_total");
        return new Refund(
                memo.requiredId("entity_id"),
                memo.requiredUtc("created_at"),
                null,
                lines,
                shipping,
                whole.minus(goods).minus(shipping),
                state(memo).equals(REFUNDED) ? whole : money.zero());
    }

    private RefundLine line(Document item) {
        return new RefundLine(
                item.requiredId("order_item_id"),
                quantity(item),
                "no-restock",
                null,
                money.in(item, "row_total").minus(AdobeLines.withoutTax(money, item)),
                money.in(item, "tax_amount"));
    }

    private static BigDecimal quantity(Document item) {
        return item.decimal("qty").orElse(BigDecimal.ZERO);
    }
}
