package io.throughline.runtime.receive;

import io.throughline.backbone.json.EventHeader;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events that travel without their data. Each is fetched beside the batch it came in, so that no other waits for
 * it, and settled once it is written down. When that fails the broker has it back, and gives it out again.
 */
public final class LargeEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LargeEvents.class);

    private final EventData data;
    private final long pauseMillis;
    private final Semaphore places;
    private final ExecutorService fetchers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fetch-", 0).factory());

    public LargeEvents(IngestAddress address) {
        this.data = new EventData(address);
        this.pauseMillis = address.pause().toMillis();
        this.places = new Semaphore(address.concurrency());
    }

    /** @param record writes the whole event down; a refusal when that can never be */
    void take(InboundMessage message, EventHeader header, Function<byte[], Optional<Refusal>> record) {
        if (message.isSettledLater()) {
            return;
        }
        message.settleOnce(CompletableFuture.supplyAsync(() -> fetchAndRecord(message, header, record), fetchers));
    }

    private Optional<Refusal> fetchAndRecord(
            InboundMessage message, EventHeader header, Function<byte[], Optional<Refusal>> record) {
        try {
            if (!places.tryAcquire()) {
                // Not at once, as the broker would give it out again at once.
                Thread.sleep(pauseMillis);
                throw new EventData.UnfetchedException("Too many are fetched already", null);
            }
            try {
                return record.apply(data.join(header, message.body()));
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while fetching", stopping);
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("throughline.event_id", header.id())
                    .addKeyValue("throughline.order", header.orderKey())
                    .addKeyValue("throughline.cause", String.valueOf(failure.getMessage()))
                    .log("event.data-not-fetched");
            throw failure;
        }
    }

    @Override
    public void close() {
        fetchers.shutdownNow();
        data.close();
    }
}
