package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.ShippingLine;
import io.throughline.ingest.storefront.Document;
import java.util.ArrayList;
import java.util.List;

/** The ways of shipping that were chosen and not removed again. */
record ShopifyShipping(Document order, ShopMoney money) {

    List<ShippingLine> lines() {
        List<ShippingLine> lines = new ArrayList<>();
        for (Document json : order.list("shipping_lines")) {
            if (!json.flag("is_removed")) {
                lines.add(new ShippingLine(
                        json.id("id").orElse("shipping-" + lines.size()),
                        json.text("title").orElse(""),
                        json.text("code").orElse(null),
                        money.in(json, "price"),
                        ShopifyDiscounts.allocations(json, money),
                        ShopifyOrder.taxes(json, money)));
            }
        }
        return lines;
    }
}
