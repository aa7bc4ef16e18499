package io.throughline.ingest.receive;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.Shop;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.shops.SecretUse;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets in what a shop signed: verified, written down, and only then accepted. */
@Component
class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final String SIGN = "Sign the bytes of the body with a secret that is configured for this shop,"
            + " at the time of sending, and send them unchanged.";

    private static final String RETRY =
            "The storefront's public key cannot be fetched at the moment. Send the webhook again later.";

    private final WebhookWriter writer;
    private final UnderstandingWorker worker;
    private final IngestMetrics metrics;
    private final NewWebhooks webhooks;
    private final SecretUse use;

    Door(WebhookWriter writer, UnderstandingWorker worker, IngestMetrics metrics, NewWebhooks webhooks, SecretUse use) {
        this.writer = writer;
        this.worker = worker;
        this.metrics = metrics;
        this.webhooks = webhooks;
        this.use = use;
    }

    /**
     * One receipt for each webhook of the request, of which there are several in a batch.
     *
     * @throws Refusal when nobody we know signed it, or not all of it can be written down now
     */
    List<Receipt> accept(Storefront storefront, Shop shop, WebhookRequest request) {
        RequestTrace trace = webhooks.trace(shop, System.nanoTime());
        Verdict verdict = storefront.verify(request, shop.secrets());
        if (verdict == Verdict.KEY_UNAVAILABLE) {
            throw new Refusal(Cause.KEY_UNAVAILABLE, RETRY).about(request.body());
        }
        if (verdict != Verdict.GENUINE) {
            throw new Refusal(Cause.NOT_AUTHENTIC, verdict.word(), SIGN).about(request.body());
        }
        use.genuine(storefront, shop, request);
        List<NewWebhook> genuine = storefront.parts(request).stream()
                .map(part -> webhooks.of(storefront, shop, part, trace))
                .toList();
        List<Receipt> receipts = written(genuine, trace);
        receipts.forEach(receipt -> follow(shop, receipt));
        return receipts;
    }

    private List<Receipt> written(List<NewWebhook> genuine, RequestTrace trace) {
        try {
            List<Receipt> receipts = writer.write(genuine);
            trace.written(receipts);
            return receipts;
        } catch (Refusal refusal) {
            trace.refused(refusal);
            throw refusal;
        } catch (RuntimeException bug) {
            trace.failed(bug);
            throw bug;
        }
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
}
