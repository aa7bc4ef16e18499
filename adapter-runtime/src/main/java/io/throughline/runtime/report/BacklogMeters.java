package io.throughline.runtime.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.runtime.store.Backlog;
import io.throughline.runtime.store.Backlog.Counts;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** Gauges of what is open, as of the last heartbeat. */
public final class BacklogMeters {

    private final Backlog backlog;
    private final Clock clock;
    private final AtomicReference<Counts> latest = new AtomicReference<>(Counts.NONE);

    public BacklogMeters(Backlog backlog, Clock clock, MeterRegistry meters, String integration) {
        this.backlog = backlog;
        this.clock = clock;
        state(meters, integration, "due", Counts::due);
        state(meters, integration, "waiting", Counts::waiting);
        state(meters, integration, "held", Counts::held);
        state(meters, integration, "parked", Counts::parked);
        state(meters, integration, "dead_lettered", Counts::deadLettered);
        Gauge.builder("throughline.oldest.open.seconds", this::oldestSeconds)
                .tag("integration", integration)
                .register(meters);
    }

    private void state(MeterRegistry meters, String integration, String word, ToDoubleFunction<Counts> count) {
        Gauge.builder("throughline.open.deliveries", () -> count.applyAsDouble(latest.get()))
                .tag("integration", integration)
                .tag("state", word)
                .register(meters);
    }

    Counts refresh() {
        Counts counts = backlog.count();
        latest.set(counts);
        return counts;
    }

    private double oldestSeconds() {
        Counts counts = latest.get();
        return counts.oldestAccepted() == null
                ? 0
                : Duration.between(counts.oldestAccepted(), clock.instant()).toMillis() / 1000.0;
    }
}
