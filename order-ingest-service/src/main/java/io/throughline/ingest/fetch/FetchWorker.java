package io.throughline.ingest.fetch;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.store.DueShop;
import io.throughline.ingest.store.FetchTask;
import io.throughline.ingest.store.Fetches;
import io.throughline.ingest.understand.Signals;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches what is due, so many of each shop at once; a shop that does not answer delays only its own webhooks. */
@Component
class FetchWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchWorker.class);

    private final Fetches fetches;
    private final Fetching fetching;
    private final Signals signals;
    private final IngestProperties.Fetch limits;
    private final Clock clock;
    private final Map<DueShop, ShopGate> gates = new ConcurrentHashMap<>();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;

    FetchWorker(Fetches fetches, Fetching fetching, Signals signals, IngestProperties properties, Clock clock) {
        this.fetches = fetches;
        this.fetching = fetching;
        this.signals = signals;
        this.limits = properties.fetch();
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("fetch").daemon().start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                fetches.dueShops().forEach(this::startDue);
                signals.awaitFetches(limits.sweep());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("fetch.not-started");
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(limits.sweep());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void startDue(DueShop shop) {
        ShopGate gate = gates.computeIfAbsent(
                shop, ignored -> new ShopGate(limits.concurrency(), limits.firstRetry(), limits.maxRetry()));
        int free = gate.free(clock.instant());
        if (free > 0) {
            for (FetchTask task : fetches.lease(shop, free, limits.lease())) {
                gate.entered();
                calls.execute(() -> fetch(task, gate));
            }
        }
    }

    private void fetch(FetchTask task, ShopGate gate) {
        try {
            fetching.fetch(task, gate);
        } finally {
            gate.left();
            signals.fetchesDue();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        calls.shutdownNow();
        try {
            thread.join(limits.sweep());
            if (!calls.awaitTermination(limits.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("fetch.abandoned");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
