package io.throughline.stack.parts;

import io.throughline.stub.storefront.Shop;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shops of the stack that only send webhooks, and how ingest is told of them. */
final class Shops {

    private Shops() {}

    static List<Shop> of(Secrets secrets) {
        return List.of(
                shop("shopify", "demo-shop", secrets).taxed("EUR", true, "0.19", "DE"),
                shop("shopify", "tea-house", secrets).taxed("JPY", true, "0.10", "JP"),
                shop("cloudevents", "partner", secrets).taxed("GBP", true, "0.20", "GB"),
                shop("standard", "web-shop", secrets).taxed("USD", false, "0.0825", "US"));
    }

    /** A shop that one kind of storefront signs for with its secret. */
    private record Signed(String source, String slug, String secret) {

        Shop taxed(String currency, boolean included, String rate, String country) {
            return new Shop(
                    source, slug, Currency.getInstance(currency), included, new BigDecimal(rate), country, secret);
        }
    }

    private static Signed shop(String source, String slug, Secrets secrets) {
        String prefix = source.equals("shopify") ? "" : "whsec_";
        return new Signed(source, slug, prefix + secrets.named(slug));
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
