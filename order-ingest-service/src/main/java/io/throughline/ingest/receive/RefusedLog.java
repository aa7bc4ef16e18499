package io.throughline.ingest.receive;

import io.throughline.backbone.database.GroupWriter;
import io.throughline.ingest.IngestMetrics;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Sha256;
import io.throughline.ingest.store.RefusedWebhooks;
import io.throughline.ingest.store.RefusedWebhooks.Refused;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Remembers refused requests where that costs nothing: nobody waits for it, and a flood of them is only counted. */
@Component
class RefusedLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedLog.class);

    private static final int CAPACITY = 500;
    private static final int BATCH = 100;

    private final GroupWriter<Refused, Boolean> group;
    private final IngestMetrics metrics;
    private final RefusalWatch watch;
    private final Clock clock;

    RefusedLog(
            RefusedWebhooks refused,
            IngestProperties properties,
            IngestMetrics metrics,
            RefusalWatch watch,
            Clock clock) {
        int kept = properties.writer().refusedKept();
        this.metrics = metrics;
        this.watch = watch;
        this.clock = clock;
        this.group = new GroupWriter<>(
                new GroupWriter.Limits("write-refused", CAPACITY, BATCH),
                batch -> record(refused, batch, kept),
                (bad, failure) -> false);
    }

    /** @param address of a shop that is configured, or {@link Address#UNKNOWN} */
    void add(Address address, Refusal refusal) {
        String cause = refusal.code();
        metrics.webhook(address.source(), "refused");
        if (!address.equals(Address.UNKNOWN) && refusal.why().isTheSendersFault()) {
            watch.refused(address, cause);
        }
        remember(refused(address, refusal));
    }

    private Refused refused(Address address, Refusal refusal) {
        boolean read = refusal.body().length > 0;
        return new Refused(
                address.source(),
                address.shop(),
                refusal.code(),
                clock.instant(),
                read ? refusal.body().length : null,
                read ? Sha256.of(refusal.body()) : refusal.body());
    }

    private void remember(Refused refused) {
        String cause = refused.cause();
        try {
            group.submit(refused).exceptionally(failure -> {
                LOG.atInfo()
                        .addKeyValue("throughline.code", cause)
                        .addKeyValue("throughline.cause", String.valueOf(failure.getMessage()))
                        .log("refused.not-remembered");
                return false;
            });
        } catch (RejectedExecutionException flood) {
            LOG.atDebug().addKeyValue("throughline.code", cause).setCause(flood).log("refused.not-remembered");
        }
    }

    private static List<Boolean> record(RefusedWebhooks refused, List<Refused> batch, int kept) {
        refused.record(batch, kept);
        return batch.stream().map(one -> true).toList();
    }

    @Override
    public void close() {
        group.close();
    }
}
