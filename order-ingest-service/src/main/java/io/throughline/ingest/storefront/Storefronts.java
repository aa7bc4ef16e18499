package io.throughline.ingest.storefront;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The configured shops, each with the storefront it runs on. */
@Component
public class Storefronts {

    private final Map<String, Storefront> bySource;
    private final Map<String, Shop> shops;

    Storefronts(List<Storefront> storefronts, IngestProperties properties) {
        this.bySource =
                new TreeMap<>(storefronts.stream().collect(Collectors.toMap(Storefront::source, Function.identity())));
        this.shops = properties.shops().stream()
                .collect(Collectors.toUnmodifiableMap(shop -> key(shop.source(), shop.slug()), Function.identity()));
        properties.shops().forEach(this::check);
    }

    public Optional<Storefront> of(String source) {
        return Optional.ofNullable(bySource.get(source));
    }

    public Optional<Shop> shop(String source, String slug) {
        return Optional.ofNullable(shops.get(key(source, slug)));
    }

    /** The shops whose orders can be listed, each with how. */
    public Map<Shop, OrderSource> listable() {
        Map<Shop, OrderSource> found = new LinkedHashMap<>();
        for (Shop shop : shops.values()) {
            Optional<OrderSource> source = of(shop.source()).flatMap(Storefront::orders);
            if (shop.api() != null && source.flatMap(OrderSource::listing).isPresent()) {
                found.put(shop, source.get());
            }
        }
        return found;
    }

    private void check(Shop shop) {
        Storefront storefront = of(shop.source())
                .orElseThrow(() -> new IllegalStateException("Shop '" + shop.slug() + "': no storefront is called '"
                        + shop.source() + "'; there are " + bySource.keySet()));
        for (String secret : shop.secrets()) {
            storefront.complaintAbout(secret).ifPresent(complaint -> {
                throw new IllegalStateException("Shop '" + shop.slug() + "': " + complaint);
            });
        }
        if (shop.api() != null && storefront.orders().isEmpty()) {
            throw new IllegalStateException("Shop '" + shop.slug() + "' has an api, but " + shop.source()
                    + " always sends whole orders; remove it");
        }
    }

    private static String key(String source, String slug) {
        return source + "/" + slug;
    }
}
