package io.throughline.dashboard.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.dashboard.ledger.AuditCheck;
import io.throughline.dashboard.ledger.AuditCheck.Break;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the audit log verified now and then, and leaves its newest hash in the log of this process: out of its reach. */
@Component
public class AuditWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);

    private final AuditChain chain;
    private volatile @Nullable AuditCheck latest;

    AuditWatch(AuditChain chain, MeterRegistry registry) {
        this.chain = chain;
        Gauge.builder("throughline.audit.broken", () -> isBroken() ? 1 : 0)
                .description("1 while the audit log, as it was read last, is not as it was written")
                .register(registry);
    }

    /** Absent until it was read once. */
    public Optional<AuditCheck> latest() {
        return Optional.ofNullable(latest);
    }

    private boolean isBroken() {
        return latest().map(AuditCheck::broken).isPresent();
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.audit.every}")
    void check() {
        AuditCheck found = chain.check();
        AuditCheck before = latest;
        latest = found;
        Break broken = found.broken();
        if (broken != null) {
            LOG.atError()
                    .addKeyValue("throughline.audit_number", broken.number())
                    .addKeyValue("throughline.audit_table", broken.table())
                    .log("audit.broken");
        } else if (before == null || before.number() != found.number()) {
            LOG.atInfo()
                    .addKeyValue("throughline.audit_number", found.number())
                    .addKeyValue("throughline.audit_hash", found.hash())
                    .log("audit.verified");
        }
    }
}
