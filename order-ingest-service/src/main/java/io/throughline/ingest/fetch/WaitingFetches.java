package io.throughline.ingest.fetch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.store.Fetches;
import io.throughline.ingest.store.UnfetchedShop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Webhooks that wait for an order which could not be fetched yet; asked at most every few seconds, however often it is
 * scraped.
 */
@Component
public class WaitingFetches {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Fetches fetches;
    private final Clock clock;
    private List<UnfetchedShop> latest = List.of();
    private Instant asked = Instant.MIN;

    WaitingFetches(Fetches fetches, Clock clock, MeterRegistry registry) {
        this.fetches = fetches;
        this.clock = clock;
        Gauge.builder("throughline.waiting.fetches", this::webhooks)
                .description("Webhooks that wait for an order which could not be fetched yet")
                .register(registry);
        Gauge.builder("throughline.waiting.fetches.oldest", () -> oldest().toSeconds())
                .description("How long the oldest of them waits")
                .baseUnit("seconds")
                .register(registry);
    }

    /** By shop and cause; none while every order can be fetched. */
    synchronized List<UnfetchedShop> shops() {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(FRESH))) {
            latest = fetches.unfetched();
            asked = now;
        }
        return latest;
    }

    /** Since when the oldest waits; absent while none does. */
    public Optional<Instant> oldestSince() {
        return shops().stream().map(UnfetchedShop::waitsSince).min(Instant::compareTo);
    }

    /** How long the oldest waits; zero when none does. */
    Duration oldest() {
        Instant now = clock.instant();
        return oldestSince()
                .map(since -> Duration.between(since, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private long webhooks() {
        return shops().stream().mapToLong(UnfetchedShop::webhooks).sum();
    }
}
