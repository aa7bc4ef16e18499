package io.throughline.ingest.publish;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.store.ReplayProgress;
import io.throughline.ingest.store.ReplayProgress.Leased;
import io.throughline.ingest.store.ReplayProgress.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends replays, slowly, a batch at a time. How far it is, is written down after each batch: whoever goes on after a
 * crash sends the last batch once more at most, under the same message ids.
 */
@Component
class ReplayRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);

    private final ReplayProgress progress;
    private final OrderPublisher publisher;
    private final ReplayProperties properties;
    private final IngestMetrics metrics;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;

    ReplayRunner(
            ReplayProgress progress, OrderPublisher publisher, ReplayProperties properties, IngestMetrics metrics) {
        this.progress = progress;
        this.publisher = publisher;
        this.properties = properties;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().name("replay").daemon().start(this::run);
    }

    /** A replay was asked for. */
    void signal() {
        signals.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<Leased> replay = progress.lease(properties.lease());
                if (replay.isPresent()) {
                    Thread.sleep(send(replay.get()));
                } else if (signals.tryAcquire(properties.sweep().toMillis(), TimeUnit.MILLISECONDS)) {
                    signals.drainPermits();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("replay.failed");
                pauseAfterFailure();
            }
        }
    }

    /** How long to wait after it, so as to keep the rate. */
    private Duration send(Leased replay) {
        List<Place> batch = progress.next(replay, properties.batch());
        if (batch.isEmpty()) {
            progress.end(replay);
            LOG.atInfo()
                    .addKeyValue("throughline.command_id", replay.replayId())
                    .log("replay.done");
            return Duration.ZERO;
        }
        publisher.publishAgain(batch.stream().map(Place::event).toList(), replay.replayId(), replay.target());
        progress.advance(replay, batch, properties.lease());
        batch.forEach(sent -> metrics.redelivery(replay.target(), "replayed"));
        return properties.pauseAfter(batch.size());
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(properties.sweep());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.join(properties.lease())) {
                progress.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
