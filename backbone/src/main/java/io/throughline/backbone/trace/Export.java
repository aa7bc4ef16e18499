package io.throughline.backbone.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what waits for the collector and what never gets there. The SDK's own queue is never full, because nothing is
 * handed to it beyond the bound; a collector that is away is told of once, not once a batch.
 */
final class Export {

    private static final Logger LOG = LoggerFactory.getLogger(Export.class);

    private final int bound;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Counter exported;
    private final Counter overflown;
    private final Counter lost;

    Export(int bound, MeterRegistry meters) {
        this.bound = bound;
        this.exported = Counter.builder("throughline.tracing.exported")
                .description("Spans that the collector took")
                .register(meters);
        this.overflown = dropped("queue-full", meters);
        this.lost = dropped("export-failed", meters);
    }

    private static Counter dropped(String code, MeterRegistry meters) {
        return Counter.builder("throughline.tracing.dropped")
                .description("Spans that the collector did not get")
                .tag("code", code)
                .register(meters);
    }

    /** Hands on at most as many as may wait. */
    SpanProcessor bounded(SpanProcessor queue) {
        return new Bounded(queue);
    }

    /** Counts what becomes of each batch. */
    SpanExporter counted(SpanExporter exporter) {
        return new Counted(exporter);
    }

    private void ended(int spans, boolean taken) {
        (taken ? exported : lost).increment(spans);
        if (taken && failing.compareAndSet(true, false)) {
            LOG.atInfo().addKeyValue("throughline.dropped", dropped()).log("tracing.export-recovered");
        } else if (!taken && failing.compareAndSet(false, true)) {
            LOG.atWarn().log("tracing.export-failing");
        }
    }

    private long dropped() {
        return (long) (overflown.count() + lost.count());
    }

    private final class Bounded implements SpanProcessor {

        private final SpanProcessor queue;

        private Bounded(SpanProcessor queue) {
            this.queue = queue;
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            // A span is of interest once it has ended.
        }

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (waiting.incrementAndGet() > bound) {
                waiting.decrementAndGet();
                overflown.increment();
                return;
            }
            queue.onEnd(span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode shutdown() {
            return queue.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return queue.forceFlush();
        }
    }

    private final class Counted implements SpanExporter {

        private final SpanExporter exporter;

        private Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int size = spans.size();
            CompletableResultCode result = exporter.export(spans);
            return result.whenComplete(() -> {
                waiting.addAndGet(-size);
                ended(size, result.isSuccess());
            });
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
