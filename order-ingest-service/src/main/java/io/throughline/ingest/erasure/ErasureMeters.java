package io.throughline.ingest.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.store.Erasures;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How long somebody waits for being erased here; the dashboard has the same of all services together. */
@Component
class ErasureMeters {

    ErasureMeters(Erasures erasures, Clock clock, MeterRegistry registry) {
        Gauge.builder(
                        "throughline.erasures.oldest",
                        () -> erasures.oldestOpen()
                                .map(since ->
                                        Duration.between(since, clock.instant()).toSeconds())
                                .orElse(0L))
                .description("Age of the oldest erasure that has not ended")
                .baseUnit("seconds")
                .register(registry);
    }
}
