package io.throughline.ingest.fetch;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.store.FetchTask;
import io.throughline.ingest.store.Fetches;
import io.throughline.ingest.storefront.FetchException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out one fetch and, where it fails, says when it is tried again. */
@Component
class Fetching {

    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private final Fetcher fetcher;
    private final Fetches fetches;
    private final IngestMetrics metrics;
    private final Clock clock;

    Fetching(Fetcher fetcher, Fetches fetches, IngestMetrics metrics, Clock clock) {
        this.fetcher = fetcher;
        this.fetches = fetches;
        this.metrics = metrics;
        this.clock = clock;
    }

    void fetch(FetchTask task, ShopGate gate) {
        try {
            fetcher.fetch(task);
            gate.answered();
        } catch (FetchException failure) {
            Instant again = gate.failed(clock.instant(), failure.retryAfter().orElse(Duration.ZERO));
            metrics.fetch(task.shop().source(), "failed");
            postpone(task, again, failure.code(), failure);
        } catch (RuntimeException failure) {
            // The database, most likely. Nobody waits for this thread; the lease would end anyway, only later.
            postpone(task, gate.failed(clock.instant(), Duration.ZERO), "not-stored", failure);
        }
    }

    private void postpone(FetchTask task, Instant again, String code, RuntimeException failure) {
        LOG.atWarn()
                .addKeyValue("throughline.source", task.shop().source())
                .addKeyValue("throughline.shop", task.shop().shop())
                .addKeyValue("throughline.code", code)
                .addKeyValue("throughline.attempt", task.attempts() + 1)
                .setCause(failure)
                .log("fetch.failed");
        try {
            fetches.postpone(task.orderKey(), again, code);
        } catch (RuntimeException lost) {
            LOG.atWarn().setCause(lost).log("fetch.lease-left-to-end");
        }
    }
}
