package io.throughline.ingest.understand;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a webhook's storefront what it says. Whatever goes wrong is what becomes of this webhook, and of no other. */
@Component
class WebhookReader {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReader.class);

    private final Storefronts storefronts;

    WebhookReader(Storefronts storefronts) {
        this.storefronts = storefronts;
    }

    Reading read(StoredWebhook webhook) {
        Optional<Storefront> storefront = storefronts.of(webhook.source());
        Optional<Shop> shop = storefronts.shop(webhook.source(), webhook.shop());
        if (storefront.isEmpty() || shop.isEmpty()) {
            return new Reading(
                    webhook, Instant.MAX, new NotUnderstood("unknown-shop", "The shop is not configured any more"));
        }
        return new Reading(webhook, shop.get().ownedFrom(), meaning(storefront.get(), webhook));
    }

    private static Meaning meaning(Storefront storefront, StoredWebhook webhook) {
        try {
            return storefront.understand(
                    new WebhookRequest(webhook.shop(), new WebhookHeaders(webhook.headers()), webhook.body()));
        } catch (NotUnderstoodException reason) {
            return new NotUnderstood(reason.code(), String.valueOf(reason.getMessage()));
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("throughline.webhook", webhook.id())
                    .setCause(bug)
                    .log("webhook.mapping-failed");
            return new NotUnderstood("mapping-failed", bug.getClass().getSimpleName() + " while reading the order");
        }
    }
}
