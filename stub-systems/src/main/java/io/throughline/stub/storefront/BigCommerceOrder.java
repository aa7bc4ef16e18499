package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sale as BigCommerce describes it: the order and its parts in the Orders API v2, refunds and transactions in v3.
 * Every price comes with and without tax, and with four decimals.
 */
final class BigCommerceOrder {

    private static final JsonMapper JSON = Json.mapper();
    private static final int DECIMALS = 4;
    private static final int CANCELLED = 5;
    private static final int AWAITING_PAYMENT = 7;
    private static final int AWAITING_FULFILLMENT = 11;
    private static final int PARTIALLY_REFUNDED = 14;

    private final Sale sale;
    private final Shop shop;

    private BigCommerceOrder(Sale sale) {
        this.sale = sale;
        this.shop = sale.shop();
    }

    /** The body of a webhook, which has the order's id and nothing else of it. */
    static Map<String, Object> notice(Sale sale, String scope) {
        return Map.of(
                "scope",
                scope,
                "store_id",
                "1001",
                "producer",
                "stores/" + sale.shop().slug(),
                "created_at",
                sale.updatedAt().getEpochSecond(),
                "hash",
                Integer.toHexString((scope + sale).hashCode()),
                "data",
                Map.of("type", "order", "id", sale.id()));
    }

    static ObjectNode of(Sale sale) {
        return new BigCommerceOrder(sale).order();
    }

    /** The parts of the order below its address, by their name there. */
    static List<ObjectNode> part(Sale sale, String name) {
        BigCommerceOrder order = new BigCommerceOrder(sale);
        return switch (name) {
            case "products" -> sale.lines().stream().map(order::product).toList();
            case "shipping_addresses" -> List.of(order.place());
            case "taxes" -> List.of(order.taxes());
            case "refunds" -> sale.refunds().stream().map(order::refund).toList();
            case "transactions" -> sale.paid() ? List.of(order.payment()) : List.of();
            default -> List.of();
        };
    }

    /** RFC 2822, to the second. */
    static String time(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private ObjectNode order() {
        ObjectNode order = JSON.createObjectNode()
                .put("id", sale.id())
                .put("customer_id", sale.buyer().id())
                .put("date_created", time(sale.createdAt()))
                .put("date_modified", time(sale.updatedAt()))
                .put("status_id", status())
                .put("is_tax_inclusive_pricing", shop.taxIncluded())
                .put("payment_method", "Credit Card")
                .put("payment_status", paymentStatus())
                .put("refunded_amount", amount(sale.paidBack()))
                .put("currency_code", shop.currency().getCurrencyCode())
                .put("default_currency_code", shop.currency().getCurrencyCode())
                .put("customer_message", sale.note())
                .put("discount_amount", amount(0))
                .put("coupon_discount", amount(sale.discount()))
                .put("total_tax", amount(sale.tax()))
                .put("is_deleted", false);
        pair(order, "shipping_cost", sale.shipping(), sale.shippingTax());
        order.put("total_ex_tax", amount(sale.total() - sale.tax())).put("total_inc_tax", amount(sale.total()));
        address(order.putObject("billing_address")).put("email", sale.buyer().email());
        return order;
    }

    private int status() {
        if (sale.cancelled()) {
            return CANCELLED;
        }
        if (sale.paidBack() > 0) {
            return PARTIALLY_REFUNDED;
        }
        return sale.paid() ? AWAITING_FULFILLMENT : AWAITING_PAYMENT;
    }

    private String paymentStatus() {
        if (sale.cancelled()) {
            return sale.paid() ? "refunded" : "void";
        }
        return sale.paid() ? "captured" : "";
    }

    private ObjectNode address(ObjectNode address) {
        Buyer buyer = sale.buyer();
        return address.put("first_name", buyer.firstName())
                .put("last_name", buyer.lastName())
                .put("street_1", buyer.street())
                .put("city", buyer.city())
                .put("state", buyer.region())
                .put("zip", buyer.postcode())
                .put("country_iso2", buyer.country());
    }

    private ObjectNode product(SoldLine line) {
        ObjectNode product = JSON.createObjectNode()
                .put("id", line.id())
                .put("order_address_id", sale.id() * 10)
                .put("name", line.product().title())
                .put("sku", line.product().sku())
                .put("type", "physical")
                .put("quantity", line.quantity())
                .put("quantity_shipped", 0)
                .put("quantity_refunded", 0)
                .put("total_tax", amount(line.tax()));
        pair(product, "total", line.gross(), line.tax());
        BigDecimal unit = new BigDecimal(shop.amount(line.unitPrice()));
        BigDecimal rate = BigDecimal.ONE.add(shop.taxRate());
        product.put(
                        "price_ex_tax",
                        written(shop.taxIncluded() ? unit.divide(rate, DECIMALS, RoundingMode.HALF_UP) : unit))
                .put("price_inc_tax", written(shop.taxIncluded() ? unit : unit.multiply(rate)));
        if (line.discount() > 0) {
            product.putArray("applied_discounts")
                    .addObject()
                    .put("id", "coupon")
                    .put("amount", amount(line.discount()))
                    .put("code", "TEN")
                    .put("target", "order");
        }
        return product;
    }

    private ObjectNode place() {
        ObjectNode place = address(JSON.createObjectNode().put("id", sale.id() * 10))
                .put("shipping_method", "Standard")
                .put("cost_tax", amount(sale.shippingTax()));
        pair(place, "cost", sale.shipping(), sale.shippingTax());
        return place;
    }

    private ObjectNode taxes() {
        return JSON.createObjectNode()
                .put("id", sale.id() * 10 + 9)
                .put("name", "VAT")
                .put("class", "Default")
                .put("rate", written(shop.taxRate().movePointRight(2)))
                .put("line_amount", amount(sale.tax()));
    }

    private ObjectNode refund(GivenBack back) {
        BigDecimal whole = new BigDecimal(shop.amount(back.amount()));
        ObjectNode refund = JSON.createObjectNode()
                .put("id", back.id())
                .put("order_id", sale.id())
                .put("created", back.at().toString())
                .put("reason", "goodwill")
                .put("total_amount", whole);
        refund.putArray("items");
        refund.putArray("payments")
                .addObject()
                .put("provider_id", "card")
                .put("amount", whole)
                .put("is_declined", false);
        return refund;
    }

    private ObjectNode payment() {
        return JSON.createObjectNode()
                .put("id", sale.id() * 10 + 1)
                .put("event", "purchase")
                .put("method", "credit_card")
                .put("amount", new BigDecimal(shop.amount(sale.total())))
                .put("currency", shop.currency().getCurrencyCode())
                .put("gateway", "bogus")
                .put("status", "ok")
                .put("test", false);
    }

    private void pair(ObjectNode parent, String name, long amount, long tax) {
        parent.put(name + "_ex_tax", amount(shop.taxIncluded() ? amount - tax : amount))
                .put(name + "_inc_tax", amount(shop.taxIncluded() ? amount : amount + tax));
    }

    private String amount(long minor) {
        return written(new BigDecimal(shop.amount(minor)));
    }

    private static String written(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
}
