package io.throughline.ingest.receive;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.Shop;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets in what a shop signed: verified, written down, and only then accepted. */
@Component
class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final String SIGN = "Sign the bytes of the body with a secret that is configured for this shop,"
            + " at the time of sending, and send them unchanged.";

    private final WebhookWriter writer;
    private final UnderstandingWorker worker;
    private final IngestMetrics metrics;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    Door(WebhookWriter writer, UnderstandingWorker worker, IngestMetrics metrics, TimeOrderedIds ids, Clock clock) {
        this.writer = writer;
        this.worker = worker;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One receipt for each webhook of the request, of which there are several in a batch.
     *
     * @throws Refusal when nobody we know signed it, or not all of it can be written down now
     */
    List<Receipt> accept(Storefront storefront, Shop shop, WebhookRequest request) {
        Verdict verdict = storefront.verify(request, shop.secrets());
        if (verdict != Verdict.GENUINE) {
            throw new Refusal(Cause.NOT_AUTHENTIC, verdict.word(), SIGN).about(request.body());
        }
        List<Receipt> receipts = writer.write(storefront.parts(request).stream()
                .map(part -> webhook(storefront, shop, part))
                .toList());
        receipts.forEach(receipt -> follow(shop, receipt));
        return receipts;
    }

    private void follow(Shop shop, Receipt receipt) {
        metrics.webhook(shop.source(), receipt.kind().name().toLowerCase(Locale.ROOT));
        switch (receipt.kind()) {
            case ACCEPTED -> worker.signal();
            case CONFLICT -> tell(shop, receipt);
            case DUPLICATE, QUARANTINED -> {
                // counted, and nothing to be done
            }
        }
    }

    private static void tell(Shop shop, Receipt receipt) {
        LOG.atWarn()
                .addKeyValue("throughline.webhook", receipt.webhookId())
                .addKeyValue("throughline.source", shop.source())
                .addKeyValue("throughline.shop", shop.slug())
                .log("webhook.conflict");
    }

    private NewWebhook webhook(Storefront storefront, Shop shop, WebhookRequest request) {
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
