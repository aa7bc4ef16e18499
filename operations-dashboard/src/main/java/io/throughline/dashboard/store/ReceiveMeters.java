package io.throughline.dashboard.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stage {@code receive} of the ledger for Prometheus and the log: an integration that does not receive is named once,
 * and so is each event that it did not get. While an integration is silent there is no figure.
 */
@Component
class ReceiveMeters {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveMeters.class);

    private final MultiGauge unaccounted;
    private final LedgerStore ledger;
    private Map<String, Reception> last = Map.of();

    ReceiveMeters(MeterRegistry registry, LedgerStore ledger) {
        this.ledger = ledger;
        this.unaccounted = MultiGauge.builder("throughline.unaccounted")
                .description("Events past deadline and grace that an integration owes and nobody mentions")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.meters-every}")
    synchronized void read() {
        Map<String, Reception> read = ledger.receptions();
        unaccounted.register(
                read.entrySet().stream()
                        .filter(entry -> entry.getValue().blindSince() == null)
                        .<Row<?>>map(
                                entry -> Row.of(Tags.of("integration", entry.getKey(), "stage", "receive"), (double)
                                        entry.getValue().missingOrZero()))
                        .toList(),
                true);
        read.forEach(this::tell);
        last = read;
    }

    private void tell(String integration, Reception now) {
        Reception before = last.getOrDefault(integration, new Reception(null, 0L, List.of()));
        if (now.missingOrZero() > 0 && before.missingOrZero() == 0) {
            LOG.atWarn()
                    .addKeyValue("throughline.integration", integration)
                    .addKeyValue("throughline.events", now.missing())
                    .log("integration.not-receiving");
        }
        if (now.blindSince() != null && before.blindSince() == null) {
            LOG.atWarn()
                    .addKeyValue("throughline.integration", integration)
                    .addKeyValue("throughline.blind_since", now.blindSince())
                    .log("integration.silent");
        }
        now.events().stream()
                .filter(event -> !before.events().contains(event))
                .forEach(event -> tell(integration, event));
    }

    private static void tell(String integration, Published event) {
        LOG.atWarn()
                .addKeyValue("throughline.integration", integration)
                .addKeyValue("throughline.order", event.orderKey())
                .addKeyValue("throughline.sequence", event.orderSeq())
                .log("event.unreceived");
    }
}
