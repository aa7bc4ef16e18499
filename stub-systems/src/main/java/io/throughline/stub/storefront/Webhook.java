package io.throughline.stub.storefront;

import java.util.Map;

/**
 * One request of a storefront, signed.
 *
 * @param path below ingest's address: {@code /webhooks/shopify/demo-shop}
 */
public record Webhook(String path, Map<String, String> headers, byte[] body) {

    public Webhook {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
