package io.throughline.runtime.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.Gaps;
import io.throughline.runtime.store.Gaps.Look;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports events that are missing, so that ingest sends them once more. */
public final class GapWatch {

    private static final Logger LOG = LoggerFactory.getLogger(GapWatch.class);
    private static final int GAPS_PER_MESSAGE = 200;

    private final Gaps gaps;
    private final OutcomePublisher publisher;
    private final String integration;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gaps").factory());
    private DeliveryId place = Gaps.START;
    private int foundThisRound;
    private volatile int found;

    public GapWatch(Gaps gaps, OutcomePublisher publisher, MeterRegistry meters, String integration, Clock clock) {
        this.gaps = gaps;
        this.publisher = publisher;
        this.integration = integration;
        this.clock = clock;
        Gauge.builder("throughline.gaps", () -> found)
                .tag("integration", integration)
                .register(meters);
    }

    public void start(Duration interval) {
        var _ = timer.scheduleWithFixedDelay(
                this::lookOrLog, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        timer.shutdownNow();
    }

    private void lookOrLog() {
        try {
            look();
        } catch (RuntimeException failure) {
            // Whatever was not reported is found again, and reported within a minute.
            LOG.atWarn().setCause(failure).log("gaps.failed");
        }
    }

    private void look() {
        Look look = gaps.after(place);
        place = look.reached();
        foundThisRound += look.found().size();
        if (place.equals(Gaps.START)) {
            found = foundThisRound;
            foundThisRound = 0;
            gaps.forget();
        }
        report(look.news());
    }

    private void report(List<Gap> news) {
        news.forEach(gap -> LOG.atWarn()
                .addKeyValue("throughline.order", gap.orderKey())
                .addKeyValue("throughline.from_sequence", gap.fromSequence())
                .addKeyValue("throughline.to_sequence", gap.toSequence())
                .log("gap.detected"));
        List<GapDetected> messages = new ArrayList<>();
        for (int from = 0; from < news.size(); from += GAPS_PER_MESSAGE) {
            List<Gap> part = news.subList(from, Math.min(news.size(), from + GAPS_PER_MESSAGE));
            messages.add(new GapDetected(integration, instance, clock.instant(), part));
        }
        if (!messages.isEmpty()) {
            publisher.publish(messages);
        }
    }
}
