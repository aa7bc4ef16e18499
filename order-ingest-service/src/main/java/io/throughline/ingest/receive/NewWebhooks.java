package io.throughline.ingest.receive;

import io.throughline.ingest.Shop;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.WebhookRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Gives a genuine request its id, its time and its trace. */
@Component
class NewWebhooks {

    private final TimeOrderedIds ids;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    NewWebhooks(TimeOrderedIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    NewWebhook of(Storefront storefront, Shop shop, WebhookRequest request) {
        return new NewWebhook(
                ids.next(),
                storefront.source(),
                shop.slug(),
                storefront.deliveryKey(request).in(storefront.source(), shop.slug()),
                storefront.topic(request).orElse(null),
                request.headers().only(storefront::keepsHeader).values(),
                request.body(),
                clock.instant(),
                Traceparent.of(request.headers(), random));
    }
}
