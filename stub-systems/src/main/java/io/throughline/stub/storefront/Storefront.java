package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Turns what happens to a sale into the request that its shop's software sends. */
public final class Storefront {

    private static final String SECRET_PREFIX = "whsec_";

    private Storefront() {}

    /** @param at when the storefront sends it */
    public static Webhook webhook(Sale sale, Happening happening, Instant at) {
        Object body = switch (sale.shop().source()) {
            case "shopify" -> ShopifyOrder.of(sale);
            case "woocommerce" -> WooOrder.of(sale);
            case "bigcommerce" -> BigCommerceOrder.notice(sale, happening.topic(sale.shop()));
            case "adobecommerce" -> AdobeOrder.event(sale, happening.topic(sale.shop()), at);
            case "cloudevents" -> cloudEvent(sale, at);
            default -> Map.of("type", "order.updated", "timestamp", at.toString(), "data", StandardOrder.of(sale));
        };
        return signed(sale.shop(), happening, Json.mapper().writeValueAsBytes(body), at);
    }

    private static Map<String, Object> cloudEvent(Sale sale, Instant at) {
        return Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "/" + sale.shop().slug(),
                "type",
                "example.shop.order.updated",
                "time",
                at.toString(),
                "datacontenttype",
                "application/json",
                "data",
                StandardOrder.of(sale));
    }

    /** A body of any kind, signed as the shop signs. */
    public static Webhook signed(Shop shop, Happening happening, byte[] body, Instant at) {
        Map<String, String> headers = switch (shop.source()) {
            case "shopify" -> shopify(shop, happening, body);
            case "woocommerce" -> wooCommerce(shop, happening, body, at);
            case "bigcommerce" -> standard("application/json", Signatures.utf8(shop.secret()), body, at);
            case "adobecommerce" -> AdobeIo.headers(body);
            case "cloudevents" -> standard("application/cloudevents+json", key(shop), body, at);
            default -> standard("application/json", key(shop), body, at);
        };
        return new Webhook(path(shop), headers, body);
    }

    /** Where ingest takes the shop's webhooks. */
    static String path(Shop shop) {
        return "/webhooks/" + shop.source() + "/" + shop.slug();
    }

    private static Map<String, String> shopify(Shop shop, Happening happening, byte[] body) {
        return Map.of(
                "Content-Type", "application/json",
                "X-Shopify-Topic", happening.topic(shop),
                "X-Shopify-Shop-Domain", shop.slug() + ".myshopify.example",
                "X-Shopify-API-Version", "2026-07",
                "X-Shopify-Webhook-Id", UUID.randomUUID().toString(),
                "X-Shopify-Event-Id", UUID.randomUUID().toString(),
                "X-Shopify-Hmac-Sha256", Signatures.base64(Signatures.utf8(shop.secret()), body));
    }

    /** The delivery id is made of the second, as WooCommerce's is: different orders share it. */
    private static Map<String, String> wooCommerce(Shop shop, Happening happening, byte[] body, Instant at) {
        String topic = happening.topic(shop);
        return Map.of(
                "Content-Type",
                "application/json",
                "X-WC-Webhook-Source",
                "https://" + shop.slug() + ".example/",
                "X-WC-Webhook-Topic",
                topic,
                "X-WC-Webhook-Resource",
                "order",
                "X-WC-Webhook-Event",
                topic.substring(topic.indexOf('.') + 1),
                "X-WC-Webhook-ID",
                "1",
                "X-WC-Webhook-Delivery-ID",
                Long.toHexString(at.getEpochSecond()),
                "X-WC-Webhook-Signature",
                Signatures.base64(Signatures.utf8(shop.secret()), body));
    }

    private static byte[] key(Shop shop) {
        return Base64.getDecoder().decode(shop.secret().substring(SECRET_PREFIX.length()));
    }

    private static Map<String, String> standard(String contentType, byte[] key, byte[] body, Instant at) {
        String id = "msg_" + UUID.randomUUID();
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] head = Signatures.utf8(id + "." + timestamp + ".");
        return Map.of(
                "Content-Type",
                contentType,
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + Signatures.base64(key, head, body));
    }
}
