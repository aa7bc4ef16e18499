package io.throughline.ingest.understand;

import io.throughline.ingest.store.Pauses;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.store.Webhooks;
import io.throughline.ingest.storefront.Storefronts;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is to be understood next; webhooks of a paused shop are set aside, so that the others need not pass them. */
@Component
class PendingWebhooks {

    private final Webhooks webhooks;
    private final Pauses pauses;
    private final Storefronts storefronts;

    PendingWebhooks(Webhooks webhooks, Pauses pauses, Storefronts storefronts) {
        this.webhooks = webhooks;
        this.pauses = pauses;
        this.storefronts = storefronts;
    }

    /** At most so many, and never an empty list while there are some. */
    List<StoredWebhook> next(int limit) {
        List<StoredWebhook> pending = webhooks.pending(limit);
        while (pending.stream().anyMatch(this::isPaused) && hold(pending)) {
            pending = webhooks.pending(limit);
        }
        return pending;
    }

    private boolean isPaused(StoredWebhook webhook) {
        return storefronts.isPaused(webhook.source(), webhook.shop());
    }

    /** Whether there were fewer afterwards; otherwise they were resumed meanwhile. */
    private boolean hold(List<StoredWebhook> pending) {
        return pauses.hold(pending.stream()
                        .filter(this::isPaused)
                        .map(StoredWebhook::id)
                        .toList())
                > 0;
    }
}
