package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sale as Adobe Commerce's REST API V1 describes it, and the event that names it. Amounts are without tax, whatever
 * the shop's prices are, and instants have no zone, which is UTC.
 */
final class AdobeOrder {

    private static final JsonMapper JSON = Json.mapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int REFUNDED = 2;

    private final Sale sale;
    private final Shop shop;

    private AdobeOrder(Sale sale) {
        this.sale = sale;
        this.shop = sale.shop();
    }

    static ObjectNode of(Sale sale) {
        return new AdobeOrder(sale).order();
    }

    /** What orders are searched by, which is less to write than all of them. */
    static ObjectNode index(Sale sale) {
        return JSON.createObjectNode()
                .put("entity_id", sale.id())
                .put("created_at", time(sale.createdAt()))
                .put("updated_at", time(sale.updatedAt()));
    }

    /** As {@code /creditmemos} lists them. */
    static List<ObjectNode> memos(Sale sale) {
        return sale.refunds().stream()
                .map(back -> {
                    ObjectNode memo = JSON.createObjectNode()
                            .put("entity_id", back.id())
                            .put("order_id", sale.id())
                            .put("state", REFUNDED)
                            .put("created_at", time(back.at()))
                            .put("order_currency_code", sale.shop().currency().getCurrencyCode())
                            .put("shipping_amount", 0)
                            .put("adjustment_positive", sale.shop().decimal(back.amount()))
                            .put("grand_total", sale.shop().decimal(back.amount()));
                    memo.putArray("items");
                    return memo;
                })
                .toList();
    }

    /**
     * What Adobe I/O delivers: the fields that a shop chose, as text, and no more of the order.
     *
     * @param type of the event: {@code com.adobe.commerce.observer.sales_order_save_commit_after}
     */
    static ObjectNode event(Sale sale, String type, Instant at) {
        String id = UUID.randomUUID().toString();
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:uuid:" + new UUID(0, sale.shop().slug().hashCode()))
                .put("type", type)
                .put("datacontenttype", "application/json")
                .put("time", at.toString())
                .put("event_id", id)
                .put("recipient_client_id", sale.shop().secret());
        event.putObject("data")
                .put("source", sale.shop().slug() + ".stub")
                .putObject("value")
                .put("entity_id", Long.toString(sale.id()))
                .put("increment_id", number(sale))
                .put("updated_at", time(sale.updatedAt()));
        return event;
    }

    /** @param instant written without a zone, to the second */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(Sale sale) {
        return "%09d".formatted(sale.number());
    }

    private ObjectNode order() {
        ObjectNode order = JSON.createObjectNode();
        head(order);
        totals(order);
        address(order.putObject("billing_address"));
        lines(order.putArray("items"));
        order.putObject("payment")
                .put("method", "braintree")
                .put("last_trans_id", sale.paid() ? "ch_" + sale.id() : null);
        ObjectNode more = order.putObject("extension_attributes");
        ObjectNode shipping = more.putArray("shipping_assignments").addObject().putObject("shipping");
        address(shipping.put("method", "flatrate_flatrate").putObject("address"));
        more.putArray("applied_taxes")
                .addObject()
                .put("code", shop.country() + "-VAT")
                .put("title", "VAT")
                .put("percent", shop.taxRate().movePointRight(2))
                .put("amount", shop.decimal(sale.tax()));
        return order;
    }

    private void head(ObjectNode order) {
        order.setAll(index(sale));
        order.put("increment_id", number(sale))
                .put("state", state())
                .put("status", state())
                .put("order_currency_code", shop.currency().getCurrencyCode())
                .put("customer_id", sale.buyer().id())
                .put("customer_firstname", sale.buyer().firstName())
                .put("customer_lastname", sale.buyer().lastName())
                .put("customer_email", sale.buyer().email())
                .put("shipping_description", "Flat Rate - Fixed");
        if (!sale.note().isEmpty()) {
            order.put("customer_note", sale.note());
        }
    }

    private String state() {
        if (sale.cancelled()) {
            return "canceled";
        }
        return sale.paid() ? "processing" : "new";
    }

    private void totals(ObjectNode order) {
        order.put("discount_amount", shop.decimal(-sale.discount()))
                .put("shipping_amount", shop.decimal(sale.shipping() - (shop.taxIncluded() ? sale.shippingTax() : 0)))
                .put("shipping_tax_amount", shop.decimal(sale.shippingTax()))
                .put("tax_amount", shop.decimal(sale.tax()))
                .put("grand_total", shop.decimal(sale.total()));
        if (sale.discount() > 0) {
            order.put("coupon_code", "ten");
        }
        if (sale.paid()) {
            order.put("total_paid", shop.decimal(sale.total()));
        }
        if (sale.paidBack() > 0) {
            order.put("total_refunded", shop.decimal(sale.paidBack()));
        }
    }

    private void address(ObjectNode address) {
        Buyer buyer = sale.buyer();
        address.put("firstname", buyer.firstName())
                .put("lastname", buyer.lastName())
                .put("city", buyer.city())
                .put("postcode", buyer.postcode())
                .put("country_id", buyer.country())
                .put("telephone", "555-0100")
                .putArray("street")
                .add(buyer.street());
        if (!buyer.region().isEmpty()) {
            address.put("region", buyer.region()).put("region_code", buyer.region());
        }
    }

    private void lines(ArrayNode items) {
        for (SoldLine line : sale.lines()) {
            items.addObject()
                    .put("item_id", line.id())
                    .put("sku", line.product().sku())
                    .put("name", line.product().title())
                    .put("product_type", "simple")
                    .put("qty_ordered", line.quantity())
                    .put("qty_canceled", sale.cancelled() ? line.quantity() : 0)
                    .put("qty_shipped", 0)
                    .put("qty_refunded", 0)
                    .put("price", shop.decimal(line.unitPrice()))
                    .put("row_total", shop.decimal(line.gross() - (shop.taxIncluded() ? line.tax() : 0)))
                    .put("tax_percent", shop.taxRate().movePointRight(2))
                    .put("tax_amount", shop.decimal(line.tax()))
                    .put("discount_amount", shop.decimal(line.discount()));
        }
    }
}
