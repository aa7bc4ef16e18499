package io.throughline.dashboard.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.ledger.Publishing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a steady beat for events that ingest appended and nobody published, and keeps what it found last. */
public final class PublishWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishWatch.class);
    private static final Tags TAGS = Tags.of("integration", "order-ingest-service", "stage", "publish");

    private final @Nullable LogReader reader;
    private final PublishJudge judge;
    private final MultiGauge unaccounted;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-log").factory());
    private final Clock clock;
    private volatile @Nullable Publishing latest;
    private volatile @Nullable Instant unreachableSince;

    /** @param reader absent when nobody said where ingest is */
    PublishWatch(
            @Nullable LogReader reader,
            PublishJudge judge,
            MeterRegistry registry,
            LogProperties properties,
            Clock clock) {
        this.clock = clock;
        this.reader = reader;
        this.judge = judge;
        this.unaccounted = MultiGauge.builder("throughline.unaccounted")
                .description("Events past deadline and grace that an integration owes and nobody mentions")
                .register(registry);
        if (reader != null) {
            var _ = timer.scheduleWithFixedDelay(
                    this::look, 0, properties.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            read();
            Publishing found = judge.judge();
            unaccounted.register(
                    Optional.ofNullable(found.unaccounted())
                            .map(count -> Row.of(TAGS, count.doubleValue()))
                            .map(List::<Row<?>>of)
                            .orElse(List.of()),
                    true);
            tellNew(found.missing());
            latest = found;
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("ledger.publish-not-judged");
        }
    }

    private void read() {
        if (reader == null) {
            return;
        }
        try {
            reader.readOn();
            unreachableSince = null;
        } catch (RuntimeException unreachable) {
            Instant before = unreachableSince;
            unreachableSince = before == null ? clock.instant() : before;
            LOG.atWarn().setCause(unreachable).log("ledger.log-unreadable");
        }
    }

    private void tellNew(List<Appended> missing) {
        List<Appended> told = latest().map(Publishing::missing).orElse(List.of());
        missing.stream().filter(one -> !told.contains(one)).forEach(PublishWatch::tell);
    }

    private static void tell(Appended missing) {
        LOG.atWarn()
                .addKeyValue("throughline.event_id", missing.eventId())
                .addKeyValue("throughline.order", missing.orderKey())
                .addKeyValue("throughline.sequence", missing.orderSeq())
                .log("event.unpublished");
    }

    /** Absent before the first look, or when the dashboard was not told where ingest is. */
    public Optional<Publishing> latest() {
        return Optional.ofNullable(latest);
    }

    /** Since when ingest's log cannot be read; absent while it can, and when nobody said where it is. */
    public Optional<Instant> unreachableSince() {
        return Optional.ofNullable(unreachableSince);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (reader != null) {
            reader.close();
        }
    }
}
