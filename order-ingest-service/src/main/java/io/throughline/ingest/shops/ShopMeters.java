package io.throughline.ingest.shops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.throughline.ingest.shops.KnownSecret.State;
import io.throughline.ingest.storefront.Storefronts;
import org.springframework.stereotype.Component;

/** What of the shops waits for an operator, by source. */
@Component
class ShopMeters implements MeterBinder {

    private final ShopBook book;
    private final Storefronts storefronts;

    ShopMeters(ShopBook book, Storefronts storefronts) {
        this.book = book;
        this.storefronts = storefronts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String source : storefronts.sources()) {
            Gauge.builder("throughline.paused.shops", () -> paused(source))
                    .description("Shops whose webhooks are written down and not understood")
                    .tag("source", source)
                    .register(registry);
            secrets(registry, source, State.EXPIRING);
            secrets(registry, source, State.UNUSED);
        }
    }

    private void secrets(MeterRegistry registry, String source, State state) {
        Gauge.builder("throughline.shop.secrets", () -> secrets(source, state))
                .description("Secrets that expire soon though they are used, or that were never used")
                .tag("source", source)
                .tag("state", state.word())
                .register(registry);
    }

    private long paused(String source) {
        return book.shops().stream()
                .filter(shop -> shop.address().source().equals(source) && shop.isPaused())
                .count();
    }

    private long secrets(String source, State state) {
        return book.shops().stream()
                .filter(shop -> shop.address().source().equals(source))
                .mapToLong(shop -> shop.secrets().stream()
                        .filter(secret -> book.state(shop, secret) == state)
                        .count())
                .sum();
    }
}
