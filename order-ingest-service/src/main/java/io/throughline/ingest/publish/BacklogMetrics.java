package io.throughline.ingest.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.store.EventLog;
import io.throughline.ingest.store.EventLog.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How far topic {@code orders} is behind the log; asked at most every few seconds, however often it is scraped. */
@Component
class BacklogMetrics {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final EventLog log;
    private final Clock clock;
    private Backlog latest = new Backlog(0, 0);
    private Instant asked = Instant.MIN;

    BacklogMetrics(EventLog log, Clock clock, MeterRegistry registry) {
        this.log = log;
        this.clock = clock;
        Gauge.builder("throughline.outbox.pending", () -> backlog().pending())
                .description("Events committed and not yet accepted by topic orders")
                .register(registry);
        Gauge.builder("throughline.outbox.oldest", () -> backlog().oldestSeconds())
                .description("Age of the oldest such event")
                .baseUnit("seconds")
                .register(registry);
    }

    private synchronized Backlog backlog() {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(FRESH))) {
            latest = log.backlog();
            asked = now;
        }
        return latest;
    }
}
