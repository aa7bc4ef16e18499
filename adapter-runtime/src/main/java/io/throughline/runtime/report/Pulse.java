package io.throughline.runtime.report;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.store.Backlog.Counts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at a steady beat that this adapter is alive and how it stands, and now and then what it is. */
public final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** Every 30 s at the usual beat: whoever lost what was announced must have it before calling it missing. */
    private static final int BEATS_PER_ANNOUNCEMENT = 6;

    private final CatalogueEntry entry;
    private final Release release;
    private final OutcomePublisher publisher;
    private final Vitals vitals;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pulse").factory());
    private int beats;

    /**
     * What is said of its state.
     *
     * @param inspectedUpTo asked at every beat
     */
    public record Vitals(
            BacklogMeters backlog,
            CallGate gate,
            SecretMeters secrets,
            AttemptTotals attempts,
            Supplier<Optional<Instant>> inspectedUpTo) {}

    public Pulse(CatalogueEntry entry, Release release, OutcomePublisher publisher, Vitals vitals, Clock clock) {
        this.entry = entry;
        this.release = release;
        this.publisher = publisher;
        this.vitals = vitals;
        this.clock = clock;
    }

    public void start(Duration interval) {
        var _ = timer.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        timer.shutdownNow();
    }

    private void beat() {
        try {
            Counts counts = vitals.backlog().refresh();
            if (beats % BEATS_PER_ANNOUNCEMENT == 0) {
                publisher.publish(List.of(announcement()));
            }
            publisher.publish(List.of(heartbeat(counts)));
            vitals.attempts().told();
            beats++;
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("pulse.failed");
        }
    }

    private Announcement announcement() {
        return new Announcement(
                entry.integration(), instance, clock.instant(), entry, release.version(), release.configuration());
    }

    private Heartbeat heartbeat(Counts counts) {
        return new Heartbeat(
                entry.integration(),
                instance,
                clock.instant(),
                counts.due(),
                counts.waiting() + counts.untold(),
                counts.held(),
                counts.parked(),
                counts.oldestUnsettled(),
                vitals.gate().word(),
                vitals.gate().isPaused(),
                vitals.secrets().refresh().orElse(null),
                vitals.inspectedUpTo().get().orElse(null),
                vitals.attempts().news().orElse(null));
    }
}
