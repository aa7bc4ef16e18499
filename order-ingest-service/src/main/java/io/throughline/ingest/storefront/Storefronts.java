package io.throughline.ingest.storefront;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The shops, each with the storefront it runs on. */
@Component
public class Storefronts {

    private final Map<String, Storefront> bySource;
    private final List<Shop> configured;
    private volatile Roster roster;

    Storefronts(List<Storefront> storefronts, IngestProperties properties) {
        this.bySource =
                new TreeMap<>(storefronts.stream().collect(Collectors.toMap(Storefront::source, Function.identity())));
        this.configured = properties.shops();
        this.roster = Roster.of(configured, shop -> false);
        for (Shop shop : configured) {
            complaintAbout(shop).ifPresent(complaint -> {
                throw new IllegalStateException(complaint);
            });
        }
    }

    /** Which shops there are now, and the names of those that are paused. */
    private record Roster(Map<String, Shop> shops, Set<String> paused) {

        static Roster of(Collection<Shop> shops, Predicate<Shop> paused) {
            return new Roster(
                    shops.stream().collect(Collectors.toUnmodifiableMap(Storefronts::key, Function.identity())),
                    shops.stream().filter(paused).map(Storefronts::key).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** The shops of the configuration. */
    public List<Shop> configured() {
        return configured;
    }

    /** From now on these are the shops, instead of those before. */
    public void replace(Collection<Shop> shops, Predicate<Shop> paused) {
        roster = Roster.of(shops, paused);
    }

    /** The names of all storefronts. */
    public Set<String> sources() {
        return bySource.keySet();
    }

    public Optional<Storefront> of(String source) {
        return Optional.ofNullable(bySource.get(source));
    }

    public Optional<Shop> shop(String source, String slug) {
        return Optional.ofNullable(roster.shops().get(key(source, slug)));
    }

    /** Whether the shop's webhooks are written down and not understood for now. */
    public boolean isPaused(String source, String slug) {
        return roster.paused().contains(key(source, slug));
    }

    /** The shops whose orders can be listed, each with how; none that is paused. */
    public Map<Shop, OrderSource> listable() {
        Map<Shop, OrderSource> found = new LinkedHashMap<>();
        for (Shop shop : roster.shops().values()) {
            Optional<OrderSource> source = of(shop.source()).flatMap(Storefront::orders);
            if (shop.api() != null
                    && !isPaused(shop.source(), shop.slug())
                    && source.flatMap(OrderSource::listing).isPresent()) {
                found.put(shop, source.get());
            }
        }
        return found;
    }

    /** Why there cannot be such a shop; absent when there can. Names no secret. */
    public Optional<String> complaintAbout(Shop shop) {
        Storefront storefront = bySource.get(shop.source());
        String name = "Shop '" + shop.slug() + "'";
        if (storefront == null) {
            return Optional.of(
                    name + ": no storefront is called '" + shop.source() + "'; there are " + bySource.keySet());
        }
        if (shop.api() != null && storefront.orders().isEmpty()) {
            return Optional.of(name + " has an api, but " + shop.source() + " always sends whole orders; remove it");
        }
        return shop.secrets().stream()
                .flatMap(secret -> storefront.complaintAbout(secret).stream())
                .map(complaint -> name + ": " + complaint)
                .findFirst();
    }

    private static String key(Shop shop) {
        return key(shop.source(), shop.slug());
    }

    private static String key(String source, String slug) {
        return source + "/" + slug;
    }
}
