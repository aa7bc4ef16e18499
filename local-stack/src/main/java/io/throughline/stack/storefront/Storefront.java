package io.throughline.stack.storefront;

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
        byte[] body = isShopify(sale.shop())
                ? ShopifyOrder.body(sale)
                : Json.mapper()
                        .writeValueAsBytes(Map.of(
                                "type", "order.updated",
                                "timestamp", at.toString(),
                                "data", StandardOrder.of(sale)));
        return signed(sale.shop(), happening, body, at);
    }

    /** A body of any kind, signed as the shop signs. */
    public static Webhook signed(Shop shop, Happening happening, byte[] body, Instant at) {
        String path = "/webhooks/" + shop.source() + "/" + shop.slug();
        return new Webhook(path, isShopify(shop) ? shopify(shop, happening, body) : standard(shop, body, at), body);
    }

    private static boolean isShopify(Shop shop) {
        return shop.source().equals("shopify");
    }

    private static Map<String, String> shopify(Shop shop, Happening happening, byte[] body) {
        return Map.of(
                "Content-Type", "application/json",
                "X-Shopify-Topic", happening.shopify(),
                "X-Shopify-Shop-Domain", shop.slug() + ".myshopify.example",
                "X-Shopify-API-Version", "2026-07",
                "X-Shopify-Webhook-Id", UUID.randomUUID().toString(),
                "X-Shopify-Event-Id", UUID.randomUUID().toString(),
                "X-Shopify-Hmac-Sha256", Signatures.base64(Signatures.utf8(shop.secret()), body));
    }

    private static Map<String, String> standard(Shop shop, byte[] body, Instant at) {
        String id = "msg_" + UUID.randomUUID();
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(shop.secret().substring(SECRET_PREFIX.length()));
        byte[] head = Signatures.utf8(id + "." + timestamp + ".");
        return Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + Signatures.base64(key, head, body));
    }
}
