package io.throughline.ingest.understand;

import io.throughline.events.Origin;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.keys.SealedException;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Meaning.NotUnderstood;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a webhook's storefront what it says. Whatever goes wrong is what becomes of this webhook, and of no other. */
@Component
public class WebhookReader {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReader.class);

    private final Storefronts storefronts;
    private final Seal seal;
    private final Duration settle;

    WebhookReader(Storefronts storefronts, Seal seal, IngestProperties properties) {
        this.storefronts = storefronts;
        this.seal = seal;
        this.settle = properties.fetch().settle();
    }

    Reading read(StoredWebhook webhook) {
        Optional<Storefront> storefront = storefronts.of(webhook.source());
        Optional<Shop> shop = storefronts.shop(webhook.source(), webhook.shop());
        if (storefront.isEmpty() || shop.isEmpty()) {
            return new Reading(
                    webhook,
                    new NotUnderstood("unknown-shop", "The shop is not configured any more"),
                    new Terms(Instant.MAX, false, settle, null));
        }
        boolean fetchable =
                shop.get().api() != null && storefront.get().orders().isPresent();
        Duration resolution = storefront.get().versionResolution().plus(settle);
        return new Reading(
                webhook,
                meaning(storefront.get(), webhook),
                new Terms(shop.get().ownedFrom(), fetchable, resolution, null));
    }

    /**
     * A webhook that waited for its order, which was asked for at this instant.
     *
     * @param answer what the storefront said; where it is about another order, that is not understood
     */
    public Reading fetched(StoredWebhook webhook, Meaning answer, Instant askedAt) {
        Reading pushed = read(webhook);
        Terms terms = pushed.terms();
        Reading reading = new Reading(
                webhook,
                restored(pushed.meaning(), answered(webhook, pushed.meaning(), answer)),
                new Terms(terms.ownedFrom(), terms.fetchable(), terms.resolution(), askedAt));
        boolean other = reading.orderKey().isPresent() && !reading.orderKey().equals(pushed.orderKey());
        return other
                ? new Reading(webhook, new NotUnderstood("other-order", "The storefront answered another order"), terms)
                : reading;
    }

    /** A hint of our own making knows whether the order was missing in the list, too. */
    private Meaning answered(StoredWebhook webhook, Meaning pushed, Meaning answer) {
        return webhook.origin() == Origin.RECONCILE && pushed instanceof Meaning.Hint
                ? ListedOrder.of(webhook.body(seal)).answered(answer)
                : answer;
    }

    /** Only the webhook knows that the order was taken back from the bin. */
    private static Meaning restored(Meaning pushed, Meaning answer) {
        boolean restores = pushed instanceof Meaning.Hint hint && hint.restores();
        return restores && answer instanceof Meaning.Snapshot(var order) ? new Meaning.Restoration(order) : answer;
    }

    private Meaning meaning(Storefront storefront, StoredWebhook webhook) {
        try {
            if (webhook.origin() == Origin.RECONCILE) {
                return ListedOrder.of(webhook.body(seal)).hint(webhook);
            }
            return storefront.understand(
                    new WebhookRequest(webhook.shop(), new WebhookHeaders(webhook.headers()), webhook.body(seal)));
        } catch (NotUnderstoodException reason) {
            return new NotUnderstood(reason.code(), String.valueOf(reason.getMessage()));
        } catch (SealedException closed) {
            LOG.atError()
                    .addKeyValue("throughline.webhook", webhook.id())
                    .addKeyValue("throughline.code", closed.code())
                    .addKeyValue("throughline.cause", closed.getMessage())
                    .log("webhook.not-opened");
            return new NotUnderstood(closed.code(), String.valueOf(closed.getMessage()));
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("throughline.webhook", webhook.id())
                    .setCause(bug)
                    .log("webhook.mapping-failed");
            return new NotUnderstood("mapping-failed", bug.getClass().getSimpleName() + " while reading the order");
        }
    }
}
