package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.OrderLine;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an order. */
final class ShopifyLines {

    private final Document order;
    private final ShopMoney money;
    private final ShopifyQuantities quantities;

    ShopifyLines(Document order, ShopMoney money) {
        this.order = order;
        this.money = money;
        this.quantities = new ShopifyQuantities(order);
    }

    List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        for (Document json : order.list("line_items")) {
            lines.add(line(json, json.id("id").orElse("line-" + lines.size())));
        }
        return lines;
    }

    private OrderLine line(Document json, String id) {
        BigDecimal price = json.decimal("price").orElse(BigDecimal.ZERO);
        BigDecimal ordered = json.decimal("quantity").orElse(BigDecimal.ZERO);
        Optional<Document> customs = json.list("duties").stream().findFirst();
        String kind = kind(json);
        return new OrderLine(
                id,
                null,
                json.text("sku").orElse(null),
                json.text("name").or(() -> json.text("title")).orElse(""),
                kind,
                quantities.of(id, json),
                price,
                ShopifyDiscounts.allocations(json, money),
                ShopifyOrder.taxes(json, money),
                money.of(price.multiply(ordered)),
                json.has("requires_shipping") ? json.flag("requires_shipping") : kind.equals("product"),
                customs.flatMap(duty -> duty.text("harmonized_system_code")).orElse(null),
                customs.flatMap(duty -> duty.text("country_code_of_origin")).orElse(null),
                json.decimal("grams").map(BigDecimal::longValue).orElse(null));
    }

    private static String kind(Document json) {
        if (json.flag("gift_card")) {
            return "gift-card";
        }
        return json.has("tip") || json.has("tip_payment_gateway") ? ShopifyTotals.TIP : "product";
    }
}
