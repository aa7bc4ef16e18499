package io.throughline.stack.parts;

import io.throughline.stub.storefront.Shop;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three shops of the stack, and how ingest is told of them. */
final class Shops {

    private Shops() {}

    static List<Shop> of(Secrets secrets) {
        return List.of(
                new Shop(
                        "shopify",
                        "demo-shop",
                        Currency.getInstance("EUR"),
                        true,
                        new BigDecimal("0.19"),
                        "DE",
                        secrets.named("demo-shop")),
                new Shop(
                        "shopify",
                        "tea-house",
                        Currency.getInstance("JPY"),
                        true,
                        new BigDecimal("0.10"),
                        "JP",
                        secrets.named("tea-house")),
                new Shop(
                        "standard",
                        "web-shop",
                        Currency.getInstance("USD"),
                        false,
                        new BigDecimal("0.0825"),
                        "US",
                        "whsec_" + secrets.named("web-shop")));
    }

    /** Ingest's configuration of them, as environment variables. */
    static Map<String, String> environment(List<Shop> shops) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int place = 0; place < shops.size(); place++) {
            Shop shop = shops.get(place);
            String prefix = "THROUGHLINE_INGEST_SHOPS_" + place + "_";
            environment.put(prefix + "SOURCE", shop.source());
            environment.put(prefix + "SLUG", shop.slug());
            environment.put(prefix + "SECRETS_0", shop.secret());
            environment.put(prefix + "OWNEDFROM", "2000-01-01T00:00:00Z");
        }
        return environment;
    }
}
