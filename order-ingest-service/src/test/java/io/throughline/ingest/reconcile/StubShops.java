package io.throughline.ingest.reconcile;

import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.stub.storefront.AdobeIo;
import io.throughline.stub.storefront.Shop;
import io.throughline.stub.storefront.ShopStub;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Shops of every storefront whose orders can be listed, and the service's configuration of them. */
final class StubShops implements AutoCloseable {

    static final List<String> SOURCES = List.of("shopify", "woocommerce", "bigcommerce", "adobecommerce");
    static final String TOKEN = "only-for-tests";

    private final AdobeIo adobe = AdobeIo.start(0);
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Map<String, ShopStub> stubs = new LinkedHashMap<>();

    static StubShops start(List<String> slugs) {
        StubShops started = new StubShops();
        SOURCES.forEach(source -> slugs.forEach(slug -> started.open(source, slug)));
        return started;
    }

    /** What a {@link ReconcileTest} has beside the service. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        TestClock clock() {
            return new TestClock();
        }

        @Bean
        StubShops shops(@Value("${stub-shops}") List<String> slugs) {
            return start(slugs);
        }

        @Bean
        DynamicPropertyRegistrar connected(StubShops shops) {
            return shops::register;
        }

        @Bean
        Polls polls(Storefronts storefronts, Reconciler reconciler, JdbcClient jdbc, TestClock clock) {
            return new Polls(storefronts, reconciler, jdbc, clock);
        }
    }

    private void open(String source, String slug) {
        Shop shop = ShopHistory.shop(source, slug, StorefrontClient.SECRET);
        shops.put(source + "/" + slug, shop);
        stubs.put(source + "/" + slug, ShopStub.start(shop, TOKEN, 0));
    }

    private void register(DynamicPropertyRegistry properties) {
        int place = 0;
        properties.add("throughline.ingest.adobe-commerce.key-host", adobe::uri);
        for (Shop shop : shops.values()) {
            ShopStub stub = stub(shop.source(), shop.slug());
            String prefix = "throughline.ingest.shops[" + place++ + "].";
            properties.add(prefix + "source", shop::source);
            properties.add(prefix + "slug", shop::slug);
            properties.add(prefix + "secrets[0]", shop::secret);
            properties.add(prefix + "owned-from", () -> "2026-01-01T00:00:00Z");
            properties.add(prefix + "api.base-url", stub::api);
            properties.add(prefix + "api.user", stub::user);
            properties.add(prefix + "api.token", () -> TOKEN);
        }
    }

    /** Shopify's budget grows in real time, which the clock of these tests runs ahead of. */
    void sendTo(int port) {
        stubs.forEach((name, stub) -> {
            stub.sendsTo(URI.create("http://127.0.0.1:" + port));
            if (name.startsWith("shopify/")) {
                stub.throttle(1_000_000, 1);
            }
        });
    }

    int size() {
        return shops.size();
    }

    ShopStub stub(String source, String slug) {
        return Objects.requireNonNull(stubs.get(source + "/" + slug));
    }

    Shop shop(String source, String slug) {
        return Objects.requireNonNull(shops.get(source + "/" + slug));
    }

    @Override
    public void close() {
        stubs.values().forEach(ShopStub::close);
        adobe.close();
    }
}
