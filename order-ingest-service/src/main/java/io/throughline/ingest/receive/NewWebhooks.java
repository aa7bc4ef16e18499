package io.throughline.ingest.receive;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.ingest.Shop;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.WebhookRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Gives a genuine request, and what takes the place of one, its id, its time and its trace. */
@Component
public class NewWebhooks {

    private static final String RECONCILE = "reconcile";

    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Tracing tracing;
    private final RandomGenerator random = new SecureRandom();
    private final RequestTrace unrecorded = new UnrecordedRequest(random);

    NewWebhooks(TimeOrderedIds ids, Clock clock, Tracing tracing) {
        this.ids = ids;
        this.clock = clock;
        this.tracing = tracing;
    }

    /** @param start of the request, on the monotonic clock */
    RequestTrace trace(Shop shop, long start) {
        return tracing.isOn() ? new RecordedRequest(tracing, shop, start) : unrecorded;
    }

    NewWebhook of(Storefront storefront, Shop shop, WebhookRequest request, RequestTrace trace) {
        return new NewWebhook(
                ids.next(),
                storefront.source(),
                shop.slug(),
                storefront.deliveryKey(request).in(storefront.source(), shop.slug()),
                storefront.topic(request).orElse(null),
                request.headers().only(storefront::keepsHeader).values(),
                request.body(),
                clock.instant(),
                trace.of(request));
    }

    /** One that no storefront sent: made of what it lists. Its trace begins here. */
    public NewWebhook listed(String source, String shop, DeliveryKey key, byte[] body) {
        Span span = tracing.first(Kind.INTERNAL, RECONCILE, Optional.empty(), System.nanoTime())
                .with("throughline.source", source)
                .with("throughline.shop", shop);
        NewWebhook listed = new NewWebhook(
                ids.next(),
                source,
                shop,
                key.in(source, shop),
                RECONCILE,
                Map.of(StoredWebhook.ORIGIN, StoredWebhook.RECONCILED),
                body,
                clock.instant(),
                span.traceparent().orElseGet(() -> Traceparent.begun(random)));
        span.with("throughline.webhook", listed.id()).end();
        return listed;
    }
}
