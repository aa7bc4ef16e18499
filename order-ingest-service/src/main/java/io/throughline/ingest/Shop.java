package io.throughline.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shop whose webhooks are taken.
 *
 * @param source the kind of storefront: {@code shopify}, {@code woocommerce}, {@code bigcommerce},
 *     {@code standard}, {@code cloudevents}
 * @param slug our name of the shop, part of its webhook address: {@code demo-shop}
 * @param secrets what the storefront signs with; several while a secret is being replaced
 * @param ownedFrom orders created at the storefront before this instant are known but never published
 * @param api where its orders can be fetched; absent when they cannot: then what is not a whole order is quarantined
 * @param secretsExpireAt when the storefront's signing secret has to be exchanged: somebody is told before, and no
 *     webhook is refused for it; absent when never, or when nobody knows
 */
public record Shop(
        String source,
        String slug,
        List<String> secrets,
        Instant ownedFrom,
        @Nullable OrderApi api,
        @Nullable Instant secretsExpireAt) {

    /** What a slug may look like. */
    public static final String SLUG = "[a-z0-9-]{1,63}";

    public Shop {
        require(source, "source", slug);
        require(slug, "slug", source);
        require(secrets, "secrets", slug);
        require(ownedFrom, "owned-from", slug);
        if (!slug.matches(SLUG)) {
            throw new IllegalArgumentException("Shop '" + slug + "': a slug is 1 to 63 of a-z, 0-9 and -");
        }
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Shop '" + slug + "' needs at least one secret, and no empty one");
        }
    }

    private static void require(@Nullable Object value, String property, @Nullable String shop) {
        if (value == null) {
            throw new IllegalArgumentException("Shop '" + shop + "' has no " + property);
        }
    }

    @Override
    public String toString() {
        return "Shop[" + source + "/" + slug + ", " + secrets.size() + " secrets, owned from " + ownedFrom + "]";
    }
}
