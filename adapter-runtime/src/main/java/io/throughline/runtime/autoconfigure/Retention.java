package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.store.Forgets;
import io.throughline.runtime.store.OutcomeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps partitions for outcomes of the coming days and drops what nobody may ask for any more. */
final class Retention extends Phase {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final OutcomeLog log;
    private final List<Forgets> forgetting;
    private final int days;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("retention").factory());

    Retention(OutcomeLog log, List<Forgets> forgetting, int days, Clock clock) {
        super(TABLES);
        this.log = log;
        this.forgetting = List.copyOf(forgetting);
        this.days = days;
        this.clock = clock;
    }

    @Override
    void begin() {
        maintain();
        var _ = timer.scheduleWithFixedDelay(this::maintainOrLog, 1, 1, TimeUnit.HOURS);
    }

    private void maintain() {
        log.maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), days);
        Instant before = clock.instant().minus(Duration.ofDays(days));
        forgetting.forEach(table -> table.forget(before));
    }

    private void maintainOrLog() {
        try {
            maintain();
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("retention.failed");
        }
    }

    @Override
    void end() {
        timer.shutdownNow();
    }
}
