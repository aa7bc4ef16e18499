package io.throughline.runtime.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.store.LeasedDelivery;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line and one measurement per attempt. */
final class AttemptLog {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final MeterRegistry meters;
    private final String integration;

    AttemptLog(MeterRegistry meters, String integration) {
        this.meters = meters;
        this.integration = integration;
    }

    String integration() {
        return integration;
    }

    void succeeded(LeasedDelivery delivery, String code, Duration took) {
        record(delivery, "succeeded", code, took);
        line(Level.INFO, delivery, "succeeded", code)
                .addKeyValue("duration_ms", took.toMillis())
                .log("delivery.attempted");
    }

    void failed(LeasedDelivery delivery, RuntimeException failure, Duration took) {
        String result = result(failure);
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
