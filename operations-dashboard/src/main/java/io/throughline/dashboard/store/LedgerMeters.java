package io.throughline.dashboard.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Reception.Published;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The ledger for Prometheus: {@code throughline_unaccounted} and {@code throughline_sla_total}. Each event that nobody
 * acted on is named in the log once.
 */
@Component
public class LedgerMeters {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMeters.class);

    private final MeterRegistry registry;
    private final MultiGauge unaccounted;
    private final LedgerStore ledger;
    private final OwedRows owed;
    private final DashboardProperties properties;
    private final Clock clock;
    private Map<String, List<Published>> told = Map.of();

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
    synchronized void read() {
        count(owed.miss(clock.instant(), properties));
        unaccounted.register(
                ledger.unaccounted().entrySet().stream()
                        .map(entry -> Row.of(
                                Tags.of("integration", entry.getKey(), "stage", "act"),
                                entry.getValue().doubleValue()))
                        .toList(),
                true);
        tell(ledger.unacted());
    }

    /** Each is told once. */
    private void tell(Map<String, List<Published>> now) {
        now.forEach((integration, events) -> events.stream()
                .filter(event -> !told.getOrDefault(integration, List.of()).contains(event))
                .forEach(event -> tell(integration, event)));
        told = now;
    }

    private static void tell(String integration, Published event) {
        LOG.atWarn()
                .addKeyValue("throughline.integration", integration)
                .addKeyValue("throughline.order", event.orderKey())
                .addKeyValue("throughline.sequence", event.orderSeq())
                .log("event.unaccounted");
    }

    private void increment(String integration, String result, long by) {
        registry.counter("throughline.sla", "integration", integration, "result", result)
                .increment((double) by);
    }
}
