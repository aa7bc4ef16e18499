package io.throughline.ingest.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.store.Conflicts;
import io.throughline.ingest.store.Quarantine;
import io.throughline.ingest.store.SubscriptionRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What waits for a person; asked at most every few seconds, however often it is scraped. */
@Component
class OpenCases {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Quarantine quarantine;
    private final Conflicts conflicts;
    private final SubscriptionRows subscriptions;
    private final Clock clock;
    private Counts latest = new Counts(0, 0, 0);
    private Instant asked = Instant.MIN;

    OpenCases(
            Quarantine quarantine,
            Conflicts conflicts,
            SubscriptionRows subscriptions,
            Clock clock,
            MeterRegistry registry) {
        this.quarantine = quarantine;
        this.conflicts = conflicts;
        this.subscriptions = subscriptions;
        this.clock = clock;
        Gauge.builder("throughline.quarantined.webhooks", this::quarantined)
                .description("Webhooks that were accepted and not understood")
                .register(registry);
        Gauge.builder("throughline.conflicting.webhooks", this::conflicting)
                .description("Bodies that came under the delivery key of another webhook")
                .register(registry);
        Gauge.builder("throughline.disabled.subscriptions", () -> counts().disabled())
                .description("Topics that a shop does not send webhooks about any more")
                .register(registry);
    }

    long quarantined() {
        return counts().quarantined();
    }

    long conflicting() {
        return counts().conflicting();
    }

    private record Counts(long quarantined, long conflicting, long disabled) {}

    private synchronized Counts counts() {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(FRESH))) {
            latest = new Counts(quarantine.count(), conflicts.count(), subscriptions.countDisabled());
            asked = now;
        }
        return latest;
    }
}
