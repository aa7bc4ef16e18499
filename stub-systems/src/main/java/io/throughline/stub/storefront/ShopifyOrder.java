package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A sale as Shopify describes it in an order webhook; field names are Shopify's, API version 2026-07. */
final class ShopifyOrder {

    private static final JsonMapper JSON = Json.mapper();

    private final Sale sale;
    private final Shop shop;

    private ShopifyOrder(Sale sale) {
        this.sale = sale;
        this.shop = sale.shop();
    }

    static ObjectNode of(Sale sale) {
        return new ShopifyOrder(sale).order();
    }

    private ObjectNode order() {
        ObjectNode order = JSON.createObjectNode();
        head(order);
        totals(order);
        people(order);
        lines(order.putArray("line_items"));
        discounts(order);
        shipping(order.putArray("shipping_lines"));
        ArrayNode refunds = order.putArray("refunds");
        sale.refunds().forEach(back -> refund(refunds.addObject(), back));
        order.putArray("fulfillments");
        order.putArray("payment_gateway_names").add("bogus");
        return order;
    }

    private void head(ObjectNode order) {
        order.put("id", sale.id())
                .put("admin_graphql_api_id", "gid://shopify/Order/" + sale.id())
                .put("name", "#" + sale.number())
                .put("number", sale.number() - 1000)
                .put("order_number", sale.number())
                .put("created_at", time(sale.createdAt()))
                .put("processed_at", time(sale.createdAt()))
                .put("updated_at", time(sale.updatedAt()))
                .put("cancelled_at", sale.cancelled() ? time(sale.updatedAt()) : null)
                .put("cancel_reason", sale.cancelled() ? "customer" : null)
                .put("closed_at", (String) null)
                .put("confirmed", true)
                .put("test", false)
                .put("currency", shop.currency().getCurrencyCode())
                .put("presentment_currency", shop.currency().getCurrencyCode())
                .put("taxes_included", shop.taxIncluded())
                .put("financial_status", financialStatus())
                .put("fulfillment_status", (String) null)
                .put("email", sale.buyer().email())
                .put("note", sale.note().isEmpty() ? null : sale.note())
                .put("source_name", "web")
                .put("tags", "");
    }

    private void totals(ObjectNode order) {
        money(order, "total_line_items_price", sale.gross());
        money(order, "total_discounts", sale.discount());
        money(order, "subtotal_price", sale.gross() - sale.discount());
        money(order, "total_tax", sale.tax());
        money(order, "total_price", sale.total());
        money(order, "current_total_price", sale.total() - sale.paidBack());
        order.set("total_shipping_price_set", set(sale.shipping()));
        order.put("total_outstanding", shop.amount(sale.paid() ? 0 : sale.total()));
        taxLines(order, sale.tax());
    }

    private void people(ObjectNode order) {
        Buyer buyer = sale.buyer();
        order.putObject("customer")
                .put("id", buyer.id())
                .put("email", buyer.email())
                .put("first_name", buyer.firstName())
                .put("last_name", buyer.lastName())
                .put("currency", shop.currency().getCurrencyCode());
        address(order.putObject("shipping_address"), buyer);
        address(order.putObject("billing_address"), buyer);
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("first_name", buyer.firstName())
                .put("last_name", buyer.lastName())
                .put("name", buyer.name())
                .put("address1", buyer.street())
                .put("address2", (String) null)
                .put("zip", buyer.postcode())
                .put("city", buyer.city())
                .put("province", buyer.region().isEmpty() ? null : buyer.region())
                .put("province_code", buyer.region().isEmpty() ? null : buyer.region())
                .put("country_code", buyer.country())
                .put("phone", (String) null);
    }

    private void lines(ArrayNode items) {
        for (SoldLine line : sale.lines()) {
            ObjectNode item = items.addObject()
                    .put("id", line.id())
                    .put("sku", line.product().sku())
                    .put("title", line.product().title())
                    .put("name", line.product().title())
                    .put("quantity", line.quantity())
                    .put("current_quantity", sale.cancelled() ? 0 : line.quantity())
                    .put("fulfillable_quantity", sale.cancelled() ? 0 : line.quantity())
                    .put("fulfillment_status", (String) null)
                    .put("gift_card", false)
                    .put("grams", line.product().grams())
                    .put("requires_shipping", true)
                    .put("taxable", true)
                    .put("total_discount", shop.amount(0));
            money(item, "price", line.unitPrice());
            taxLines(item, line.tax());
            ArrayNode allocations = item.putArray("discount_allocations");
            if (line.discount() > 0) {
                money(allocations.addObject().put("discount_application_index", 0), "amount", line.discount());
            }
        }
    }

    private void discounts(ObjectNode order) {
        ArrayNode applications = order.putArray("discount_applications");
        ArrayNode codes = order.putArray("discount_codes");
        if (sale.discount() > 0) {
            applications
                    .addObject()
                    .put("type", "discount_code")
                    .put("code", "TEN")
                    .put("target_type", "line_item")
                    .put("target_selection", "all")
                    .put("allocation_method", "across")
                    .put("value_type", "percentage")
                    .put("value", "10.0");
            codes.addObject()
                    .put("code", "TEN")
                    .put("amount", shop.amount(sale.discount()))
                    .put("type", "percentage");
        }
    }

    private void shipping(ArrayNode shippingLines) {
        ObjectNode line = shippingLines
                .addObject()
                .put("id", sale.id() * 10)
                .put("title", "Standard")
                .put("code", "standard");
        money(line, "price", sale.shipping());
        money(line, "discounted_price", sale.shipping());
        taxLines(line, sale.shippingTax());
        line.putArray("discount_allocations");
    }

    private void refund(ObjectNode refund, GivenBack back) {
        refund.put("id", back.id())
                .put("order_id", sale.id())
                .put("created_at", time(back.at()))
                .put("processed_at", time(back.at()))
                .put("note", "goodwill");
        refund.putArray("refund_line_items");
        refund.putArray("refund_shipping_lines");
        ObjectNode adjustment = refund.putArray("order_adjustments")
                .addObject()
                .put("id", back.id() * 10)
                .put("order_id", sale.id())
                .put("refund_id", back.id())
                .put("kind", "refund_discrepancy")
                .put("reason", "Refund discrepancy");
        money(adjustment, "amount", -back.amount());
        money(adjustment, "tax_amount", 0);
        transaction(refund.putArray("transactions").addObject(), back);
    }

    private void transaction(ObjectNode transaction, GivenBack back) {
        transaction
                .put("id", back.id() * 100)
                .put("order_id", sale.id())
                .put("kind", "refund")
                .put("status", "success")
                .put("gateway", "bogus")
                .put("created_at", time(back.at()))
                .put("amount", shop.amount(back.amount()))
                .put("currency", shop.currency().getCurrencyCode());
    }

    private String financialStatus() {
        if (!sale.refunds().isEmpty()) {
            return "partially_refunded";
        }
        if (sale.cancelled()) {
            return sale.paid() ? "refunded" : "voided";
        }
        return sale.paid() ? "paid" : "pending";
    }

    private void taxLines(ObjectNode parent, long tax) {
        ObjectNode line = parent.putArray("tax_lines")
                .addObject()
                .put("title", "VAT")
                .put("rate", shop.taxRate())
                .put("channel_liable", false);
        money(line, "price", tax);
    }

    private void money(ObjectNode parent, String field, long minor) {
        parent.put(field, shop.amount(minor));
        parent.set(field + "_set", set(minor));
    }

    private ObjectNode set(long minor) {
        ObjectNode set = JSON.createObjectNode();
        for (String side : new String[] {"shop_money", "presentment_money"}) {
            set.putObject(side)
                    .put("amount", shop.amount(minor))
                    .put("currency_code", shop.currency().getCurrencyCode());
        }
        return set;
    }

    private static String time(Instant instant) {
        return instant.toString().replace("Z", "+00:00");
    }
}
