package io.throughline.runtime.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.EventEnvelope;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.store.LeasedDelivery;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line and one measurement per attempt, and one span where its trace is sampled. */
final class AttemptLog {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final MeterRegistry meters;
    private final String integration;
    private final Tracing tracing;

    AttemptLog(MeterRegistry meters, String integration, Tracing tracing) {
        this.meters = meters;
        this.integration = integration;
        this.tracing = tracing;
    }

    String integration() {
        return integration;
    }

    /** Below the span of the event's webhook, whichever attempt it is. */
    Span begin(EventEnvelope<?> event, LeasedDelivery delivery) {
        Span span = tracing.begin(Kind.INTERNAL, "attempt", event.traceparent(), System.nanoTime());
        return span.isRecorded()
                ? span.with("throughline.integration", integration)
                        .with("throughline.event_id", delivery.eventId())
                        .with("throughline.event_type", delivery.type())
                        .with("throughline.order", delivery.orderKey())
                        .with("throughline.attempt", delivery.attempts() + 1)
                : span;
    }

    void succeeded(LeasedDelivery delivery, String code, Duration took, Span span) {
        span.with("throughline.result", "succeeded")
                .with("throughline.code", code)
                .end();
        record(delivery, "succeeded", code, took);
        line(Level.INFO, delivery, "succeeded", code)
                .addKeyValue("duration_ms", took.toMillis())
                .log("delivery.attempted");
    }

    void failed(LeasedDelivery delivery, Failed failed) {
        RuntimeException failure = failed.failure();
        Duration took = failed.took();
        String result = result(failure);
        failed.span()
                .with("throughline.result", result)
                .with("throughline.code", code(failure))
                .failed(code(failure))
                .end();
        record(delivery, result, code(failure), took);
        line(Level.WARN, delivery, result, code(failure))
                .addKeyValue("duration_ms", took.toMillis())
                .setCause(failure instanceof DeliveryFailure || failure instanceof CallRefused ? null : failure)
                .log("delivery.attempted");
    }

    /** The stable word for a failure; {@code unexpected-failure} for a bug. */
    static String code(RuntimeException failure) {
        return switch (failure) {
            case DeliveryFailure ours -> ours.code();
            case CallRefused refused -> refused.code();
            default -> "unexpected-failure";
        };
    }

    private static String result(RuntimeException failure) {
        return switch (failure) {
            case PermanentFailure rejected -> "permanent";
            case TransientFailure busy when busy.kind() != TransientFailure.Kind.UNKNOWN -> "transient";
            case CallRefused notMade -> "transient";
            default -> "unknown";
        };
    }

    private void record(LeasedDelivery delivery, String result, String code, Duration took) {
        Timer.builder("throughline.delivery.attempts")
                .tag("integration", integration)
                .tag("type", delivery.type())
                .tag("result", result)
                .tag("code", code)
                .register(meters)
                .record(took);
    }

    private static org.slf4j.spi.LoggingEventBuilder line(
            Level level, LeasedDelivery delivery, String result, String code) {
        return LOG.atLevel(level)
                .addKeyValue("throughline.event_id", delivery.eventId())
                .addKeyValue("throughline.event_type", delivery.type())
                .addKeyValue("throughline.order", delivery.orderKey())
                .addKeyValue("throughline.attempt", delivery.attempts() + 1)
                .addKeyValue("throughline.result", result)
                .addKeyValue("throughline.code", code);
    }
}
