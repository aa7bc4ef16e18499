package io.throughline.dashboard.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.dashboard.DashboardProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long somebody waits for being erased everywhere; ingest has the same of itself, before it asks the others. */
@Component
class ErasureMeters {

    private final ErasureStore erasures;
    private final DashboardProperties properties;
    private final Clock clock;

    ErasureMeters(ErasureStore erasures, DashboardProperties properties, Clock clock, MeterRegistry registry) {
        this.erasures = erasures;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("throughline.erasures.oldest", this::oldestSeconds)
                .description("Age of the oldest erasure that has not ended")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Of one that is older than answers are kept nothing is known any more. */
    private long oldestSeconds() {
        Instant now = clock.instant();
        return erasures.oldestOpen(now.minus(properties.keepOrders()))
                .map(since -> Duration.between(since, now).toSeconds())
                .orElse(0L);
    }
}
