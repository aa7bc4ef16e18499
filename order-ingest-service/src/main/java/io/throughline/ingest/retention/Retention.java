package io.throughline.ingest.retention;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.store.Forgetting;
import io.throughline.ingest.store.Forgetting.Batch;
import io.throughline.ingest.store.Forgetting.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets, class by class and a bounded piece at a time, what was kept long enough. Of several instances one does. */
@Component
class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final UUID BEGINNING = new UUID(0, 0);

    private final Forgetting forgetting;
    private final RetentionProperties properties;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("retention").factory());

    Retention(Forgetting forgetting, RetentionProperties properties, IngestMetrics metrics, Clock clock) {
        this.forgetting = forgetting;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
        long every = properties.every().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::run, every, every, TimeUnit.MILLISECONDS);
    }

    /** What fails of one class keeps no other waiting. */
    void run() {
        for (Kept kept : Kept.values()) {
            try {
                forget(kept);
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .setCause(failure)
                        .addKeyValue("throughline.class", kept.word())
                        .log("retention.failed");
            }
        }
    }

    private void forget(Kept kept) {
        Instant before = clock.instant().minus(ageOf(kept));
        long forgotten = 0;
        Batch batch = new Batch(0, BEGINNING, true);
        while (batch.more() && !Thread.currentThread().isInterrupted()) {
            batch = forgetting.forget(kept, before, batch.last(), properties.batch());
            forgotten += batch.rows();
            metrics.forgotten(kept.word(), batch.rows());
        }
        if (forgotten > 0) {
            LOG.atInfo()
                    .addKeyValue("throughline.class", kept.word())
                    .addKeyValue("throughline.rows", forgotten)
                    .addKeyValue("throughline.before", before)
                    .log("retention.forgotten");
        }
    }

    private Duration ageOf(Kept kept) {
        return switch (kept) {
            case RAW_BODIES -> properties.rawBodies();
            case REFUSED_REQUESTS -> properties.refusedRequests();
            case EVENTS -> properties.events();
            case SHOP_DAYS -> properties.shopDays();
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
