package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.TaxLine;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.OrderKeys;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** Translates a whole Shopify order; field names are those of Shopify's REST Admin API, resource Order. */
record ShopifyOrder(String shop, Document json) {

    /** @throws io.throughline.ingest.storefront.NotUnderstoodException when a field is missing or makes no sense */
    Order map() {
        OffsetDateTime createdAt = json.requiredTime("created_at");
        ShopMoney money = new ShopMoney(json.requiredText("currency"));
        ShopifyPeople people = new ShopifyPeople(json);
        ShopifyTotals totals = new ShopifyTotals(json, money, new ShopifyLines(json, money).lines());
        return new Order(
                OrderKeys.of(ShopifyStorefront.SOURCE, shop, json.requiredId("id")),
                json.requiredId("id"),
                json.text("name").orElseGet(() -> json.requiredId("id")),
                createdAt.toInstant(),
                json.time("updated_at").orElse(createdAt).toInstant(),
                createdAt.getOffset().getId().replace("Z", "+00:00"),
                json.flag("test"),
                json.flag("taxes_included"),
                money.currency(),
                status(),
                people.customer(),
                people.company(),
                people.billTo(),
                people.shipTo(),
                totals.lines(),
                new ShopifyShipping(json, money).lines(),
                totals.fees(),
                ShopifyDiscounts.applications(json),
                taxes(json, money),
                new ShopifyTenders(json, money).tenders(),
                new ShopifyRefunds(json, money).refunds(),
                totals.totals(),
                json.text("note").orElse(null));
    }

    static List<TaxLine> taxes(Document from, ShopMoney money) {
        return from.list("tax_lines").stream()
                .map(tax -> new TaxLine(
                        tax.text("title").orElse(""),
                        tax.decimal("rate").orElse(BigDecimal.ZERO),
                        money.in(tax, "price"),
                        null,
                        tax.flag("channel_liable")))
                .toList();
    }

    private OrderStatus status() {
        String order = OrderStatus.OPEN;
        if (json.has("cancelled_at")) {
            order = OrderStatus.CANCELLED;
        } else if (json.has("closed_at")) {
            order = OrderStatus.CLOSED;
        }
        return new OrderStatus(order, word("financial_status", "pending"), word("fulfillment_status", "unfulfilled"));
    }

    private String word(String name, String absent) {
        return json.text(name).map(word -> word.replace('_', '-')).orElse(absent);
    }
}
