package io.throughline.dashboard.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.dashboard.DashboardProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The ledger for Prometheus: {@code throughline_unaccounted} and {@code throughline_sla_total}. */
@Component
public class LedgerMeters {

    private final MeterRegistry registry;
    private final MultiGauge unaccounted;
    private final LedgerStore ledger;
    private final OwedRows owed;
    private final DashboardProperties properties;
    private final Clock clock;

    LedgerMeters(
            MeterRegistry registry, LedgerStore ledger, OwedRows owed, DashboardProperties properties, Clock clock) {
        this.registry = registry;
        this.ledger = ledger;
        this.owed = owed;
        this.properties = properties;
        this.clock = clock;
        this.unaccounted = MultiGauge.builder("throughline.unaccounted")
                .description("Events past deadline and grace that an integration owes and nobody mentions")
                .register(registry);
    }

    /** Deliveries were decided; each is counted once. */
    public void count(List<SlaCount> decided) {
        for (SlaCount count : decided) {
            increment(count.integration(), "met", count.met());
            increment(count.integration(), "missed", count.missed());
        }
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.meters-every}")
    void read() {
        count(owed.miss(clock.instant(), properties));
        unaccounted.register(
                ledger.unaccounted().entrySet().stream()
                        .map(entry -> Row.of(
                                Tags.of("integration", entry.getKey(), "stage", "act"),
                                entry.getValue().doubleValue()))
                        .toList(),
                true);
    }

    private void increment(String integration, String result, long by) {
        registry.counter("throughline.sla", "integration", integration, "result", result)
                .increment((double) by);
    }
}
