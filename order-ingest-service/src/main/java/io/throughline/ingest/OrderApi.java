package io.throughline.ingest;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a shop's orders can be fetched, and with which key. Nothing else of the storefront is ever called
 * but its webhook subscriptions.
 *
 * @param baseUrl what every path is appended to, over TLS:
 *     {@code https://demo-shop.myshopify.com/admin/api/2026-07}
 * @param user the key that goes with the token, where the storefront has two: WooCommerce's consumer key
 * @param token access token, or WooCommerce's consumer secret; needs to read orders, and to read
 *     and enable webhooks where those are to be enabled anew
 * @param expiresAt when the token ends: somebody is told before; absent when never, or when nobody knows
 */
public record OrderApi(
        URI baseUrl,
        @Nullable String user,
        String token,
        @Nullable Instant expiresAt) {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    public OrderApi {
        if (baseUrl == null || token == null || token.isBlank()) {
            throw new IllegalArgumentException("An api needs base-url and token");
        }
        boolean plain = "http".equals(baseUrl.getScheme()) && THIS_MACHINE.contains(String.valueOf(baseUrl.getHost()));
        boolean secure = "https".equals(baseUrl.getScheme()) && baseUrl.getHost() != null;
        if (!plain && !secure) {
            throw new IllegalArgumentException("The api's base-url must begin with https:// and a host");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The api's base-url is scheme, host and path only");
        }
        baseUrl = URI.create(baseUrl.toString().replaceAll("/+$", ""));
    }

    @Override
    public String toString() {
        return "OrderApi[" + baseUrl + "]";
    }
}
