package io.throughline.ingest.fetch;

import io.throughline.ingest.store.FetchTask;
import io.throughline.ingest.store.Fetches;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.understand.Understanding;
import io.throughline.ingest.understand.WebhookReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Fetches one order and lets the webhooks that waited for it say what it says. What a crash interrupts begins anew when
 * the lease ends: asking twice changes nothing, and the second answer is recognised as known.
 */
@Component
class Fetcher {

    /** Of one order; those beyond it are answered by a fetch of their own. */
    private static final int MOST_WAITING = 100;

    private final Fetches fetches;
    private final OrderQuestion question;
    private final WebhookReader reader;
    private final Understanding understanding;
    private final Clock clock;

    Fetcher(Fetches fetches, OrderQuestion question, WebhookReader reader, Understanding understanding, Clock clock) {
        this.fetches = fetches;
        this.question = question;
        this.reader = reader;
        this.understanding = understanding;
        this.clock = clock;
    }

    /** @throws io.throughline.ingest.storefront.FetchException when the storefront must be asked again later */
    void fetch(FetchTask task) {
        List<StoredWebhook> waiting = fetches.waiting(task.orderKey(), MOST_WAITING);
        if (!waiting.isEmpty()) {
            Instant askedAt = clock.instant();
            Meaning answer = question.ask(task, waiting);
            understanding.conclude(waiting.stream()
                    .map(webhook -> reader.fetched(webhook, answer, askedAt))
                    .toList());
        }
        fetches.finish(task.orderKey());
    }
}
