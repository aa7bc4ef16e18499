package io.throughline.dashboard.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.dashboard.ledger.AbsentDelivery;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stage {@code effect} of the ledger for Prometheus and the log: what was reported as delivered and is not there, each
 * named once. Of an integration that never looks there is no figure.
 */
@Component
class EffectMeters {

    private static final Logger LOG = LoggerFactory.getLogger(EffectMeters.class);

    private final MultiGauge unaccounted;
    private final LedgerStore ledger;
    private final AbsentStore absent;
    private Set<Named> last = Set.of();

    EffectMeters(MeterRegistry registry, LedgerStore ledger, AbsentStore absent) {
        this.ledger = ledger;
        this.absent = absent;
        this.unaccounted = MultiGauge.builder("throughline.unaccounted")
                .description("Events past deadline and grace that an integration owes and nobody mentions")
                .register(registry);
    }

    private record Named(String integration, UUID orderRef, int sequence, int revision) {

        static Named of(AbsentDelivery one) {
            return new Named(one.integration(), one.orderRef(), one.sequence(), one.revision());
        }
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.meters-every}")
    synchronized void read() {
        absent.settle();
        unaccounted.register(
                ledger.inspections().entrySet().stream()
                        .filter(entry -> entry.getValue().isKnown())
                        .<Row<?>>map(entry -> Row.of(Tags.of("integration", entry.getKey(), "stage", "effect"), (double)
                                entry.getValue().absent()))
                        .toList(),
                true);
        var open = absent.open();
        open.stream().filter(one -> !last.contains(Named.of(one))).forEach(EffectMeters::tell);
        last = open.stream().map(Named::of).collect(Collectors.toUnmodifiableSet());
    }

    private static void tell(AbsentDelivery one) {
        LOG.atWarn()
                .addKeyValue("throughline.integration", one.integration())
                .addKeyValue("throughline.order", one.orderKey())
                .addKeyValue("throughline.sequence", one.sequence())
                .addKeyValue("throughline.event_type", one.type())
                .log("effect.absent");
    }
}
