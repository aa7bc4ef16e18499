package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sale as WooCommerce's REST API v3 describes it, and so its webhooks. Amounts are without tax, whatever the shop's
 * prices are, and the site's clock shows UTC.
 */
final class WooOrder {

    private static final JsonMapper JSON = Json.mapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int RATE = 2;

    private final Sale sale;
    private final Shop shop;

    private WooOrder(Sale sale) {
        this.sale = sale;
        this.shop = sale.shop();
    }

    static ObjectNode of(Sale sale) {
        return new WooOrder(sale).order();
    }

    /** As {@code /orders/{id}/refunds} lists them. */
    static List<ObjectNode> refunds(Sale sale) {
        return sale.refunds().stream()
                .map(back -> {
                    ObjectNode refund = JSON.createObjectNode()
                            .put("id", back.id())
                            .put("date_created_gmt", time(back.at()))
                            .put("amount", sale.shop().amount(back.amount()))
                            .put("reason", "goodwill")
                            .put("refunded_payment", true);
                    refund.putArray("line_items");
                    refund.putArray("shipping_lines");
                    return refund;
                })
                .toList();
    }

    /** @param instant written without a zone, to the second */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private ObjectNode order() {
        ObjectNode order = JSON.createObjectNode();
        head(order);
        totals(order);
        address(order.putObject("billing")).put("email", sale.buyer().email());
        address(order.putObject("shipping"));
        lines(order.putArray("line_items"));
        shipping(order.putArray("shipping_lines").addObject());
        order.putArray("fee_lines");
        coupons(order.putArray("coupon_lines"));
        ArrayNode refunds = order.putArray("refunds");
        sale.refunds()
                .forEach(back -> refunds.addObject()
                        .put("id", back.id())
                        .put("reason", "goodwill")
                        .put("total", "-" + shop.amount(back.amount())));
        return order;
    }

    private void head(ObjectNode order) {
        order.put("id", sale.id())
                .put("parent_id", 0)
                .put("number", Integer.toString(sale.number()))
                .put("status", status())
                .put("currency", shop.currency().getCurrencyCode())
                .put("prices_include_tax", shop.taxIncluded())
                .put("date_created", time(sale.createdAt()))
                .put("date_created_gmt", time(sale.createdAt()))
                .put("date_modified", time(sale.updatedAt()))
                .put("date_modified_gmt", time(sale.updatedAt()))
                .put("date_paid_gmt", sale.paid() ? time(sale.createdAt()) : null)
                .put("date_completed_gmt", (String) null)
                .put("customer_id", sale.buyer().id())
                .put("customer_note", sale.note())
                .put("payment_method", "stripe")
                .put("transaction_id", sale.paid() ? "ch_" + sale.id() : "");
    }

    private String status() {
        if (sale.cancelled()) {
            return "cancelled";
        }
        return sale.paid() ? "processing" : "pending";
    }

    private void totals(ObjectNode order) {
        order.put("discount_total", shop.amount(sale.discount()))
                .put("shipping_total", shop.amount(shippingWithoutTax()))
                .put("shipping_tax", shop.amount(sale.shippingTax()))
                .put("total", shop.amount(sale.total()))
                .put("total_tax", shop.amount(sale.tax()));
        order.putArray("tax_lines")
                .addObject()
                .put("id", sale.id() * 10 + 9)
                .put("rate_id", RATE)
                .put("rate_code", shop.country() + "-VAT-1")
                .put("label", "VAT")
                .put("rate_percent", shop.taxRate().movePointRight(2))
                .put("tax_total", shop.amount(sale.tax() - sale.shippingTax()))
                .put("shipping_tax_total", shop.amount(sale.shippingTax()));
    }

    private ObjectNode address(ObjectNode address) {
        Buyer buyer = sale.buyer();
        return address.put("first_name", buyer.firstName())
                .put("last_name", buyer.lastName())
                .put("company", "")
                .put("address_1", buyer.street())
                .put("address_2", "")
                .put("city", buyer.city())
                .put("state", buyer.region())
                .put("postcode", buyer.postcode())
                .put("country", buyer.country());
    }

    private void lines(ArrayNode items) {
        for (SoldLine line : sale.lines()) {
            long total = line.gross() - line.discount() - (shop.taxIncluded() ? line.tax() : 0);
            ObjectNode item = items.addObject()
                    .put("id", line.id())
                    .put("name", line.product().title())
                    .put("sku", line.product().sku())
                    .put("quantity", line.quantity())
                    .put("subtotal", shop.amount(total + line.discount()))
                    .put("total", shop.amount(total))
                    .put("total_tax", shop.amount(line.tax()));
            tax(item, line.tax());
        }
    }

    private void shipping(ObjectNode line) {
        line.put("id", sale.id() * 10)
                .put("method_title", "Standard")
                .put("method_id", "flat_rate")
                .put("total", shop.amount(shippingWithoutTax()))
                .put("total_tax", shop.amount(sale.shippingTax()));
        tax(line, sale.shippingTax());
    }

    private void coupons(ArrayNode coupons) {
        if (sale.discount() > 0) {
            coupons.addObject()
                    .put("id", sale.id() * 10 + 8)
                    .put("code", "ten")
                    .put("discount", shop.amount(sale.discount()));
        }
    }

    private long shippingWithoutTax() {
        return sale.shipping() - (shop.taxIncluded() ? sale.shippingTax() : 0);
    }

    private void tax(ObjectNode parent, long tax) {
        parent.putArray("taxes").addObject().put("id", RATE).put("total", shop.amount(tax));
    }
}
