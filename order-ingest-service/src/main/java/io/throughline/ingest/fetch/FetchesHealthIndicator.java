package io.throughline.ingest.fetch;

import io.throughline.ingest.store.UnfetchedShop;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says {@code WAITING}, and for which shops and causes, once an order could not be fetched for too long. In no probe:
 * what a storefront does not answer is no reason to restart ingest or to send it no webhooks.
 */
@Component
class FetchesHealthIndicator implements HealthIndicator {

    private static final String WAITING = "WAITING";

    private final WaitingFetches waiting;
    private final WaitingProperties limits;

    FetchesHealthIndicator(WaitingFetches waiting, WaitingProperties limits) {
        this.waiting = waiting;
        this.limits = limits;
    }

    @Override
    public Health health() {
        boolean late = waiting.oldest().compareTo(limits.patience()) > 0;
        Health.Builder health = late ? Health.status(WAITING) : Health.up();
        for (UnfetchedShop shop : waiting.shops()) {
            health.withDetail(
                    shop.source() + "/" + shop.shop() + " " + shop.code(),
                    shop.webhooks() + " webhooks of " + shop.orders() + " orders since " + shop.waitsSince());
        }
        return health.build();
    }
}
