package io.throughline.ingest.understand;

import io.throughline.ingest.IngestProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Understands stored webhooks as soon as they are committed; the sweep only finds what a crash left. */
@Component
public class UnderstandingWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnderstandingWorker.class);

    private final PendingWebhooks webhooks;
    private final WebhookReader reader;
    private final Understanding understanding;
    private final IngestProperties.Understanding properties;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;

    UnderstandingWorker(
            PendingWebhooks webhooks, WebhookReader reader, Understanding understanding, IngestProperties properties) {
        this.webhooks = webhooks;
        this.reader = reader;
        this.understanding = understanding;
        this.properties = properties.understanding();
        this.thread = Thread.ofPlatform().name("understand").daemon().start(this::run);
    }

    /** A webhook was committed. */
    public void signal() {
        signals.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                workUntilDone();
                signals.tryAcquire(properties.sweep().toMillis(), TimeUnit.MILLISECONDS);
                signals.drainPermits();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("understanding.failed");
                pause(properties.retry());
            }
        }
    }

    private void workUntilDone() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            List<Reading> batch =
                    webhooks.next(properties.batch()).stream().map(reader::read).toList();
            // A full batch of which nothing ended is in another instance's hands.
            more = !batch.isEmpty() && understanding.conclude(batch) > 0 && batch.size() == properties.batch();
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(properties.sweep());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
