package io.throughline.ingest.reconcile;

import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Gaps.Repaired;
import io.throughline.ingest.store.Reconciliations.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Notes which gaps were made good. */
@Component
class RepairLog {

    private static final Logger LOG = LoggerFactory.getLogger(RepairLog.class);

    private final Gaps gaps;
    private final IngestMetrics metrics;
    private final ReconcileProperties properties;

    RepairLog(Gaps gaps, IngestMetrics metrics, ReconcileProperties properties) {
        this.gaps = gaps;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Also forgets the oldest gaps of the shops that had one repaired. */
    void look() {
        var repaired = gaps.repair();
        repaired.forEach(this::tell);
        repaired.stream()
                .map(one -> new Address(one.source(), one.shop()))
                .distinct()
                .forEach(shop -> gaps.forget(shop, properties.gapsKept()));
    }

    private void tell(Repaired one) {
        metrics.gap(one.source(), "repaired");
        LOG.atInfo()
                .addKeyValue("throughline.source", one.source())
                .addKeyValue("throughline.shop", one.shop())
                .addKeyValue("throughline.order", one.orderKey())
                .addKeyValue("throughline.found_at", one.foundAt())
                .log("reconciliation.gap-repaired");
    }
}
