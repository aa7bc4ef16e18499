package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger's figures against a count of plain lists that knows no table. */
class LedgerAgainstRowsIT {

    static final int ORDERS = 300;
    static final List<Result> RESULTS = List.of(Result.values());

    final LedgerFixture fixture = new LedgerFixture();
    final List<EventEnvelope<?>> events = new ArrayList<>();
    final List<DeliveryOutcome> outcomes = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void figuresEqualACountOfTheRowsWhateverTheOrderOfArrival(long seed) {
        Random random = new Random(seed);
        invent(random);
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(1))));

        List<Runnable> arrivals = arrivals(random);
        arrivals.addAll(arrivals.subList(0, arrivals.size() / 3));
        Collections.shuffle(arrivals, random);
        arrivals.forEach(Runnable::run);

        assertFigures();
    }

    @Test
    void bothAccountsMayBeWrittenAtOnce() throws Exception {
        invent(new Random(4));
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(1))));
        List<Callable<Object>> arrivals = new ArrayList<>();
        arrivals(new Random(4)).forEach(arrival -> arrivals.add(Executors.callable(arrival)));

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Object> done : threads.invokeAll(arrivals)) {
                done.get();
            }
        }

        assertFigures();
    }

    /** Some finished in time, some late, some parked, some not at all. */
    private void invent(Random random) {
        for (int order = 1; order <= ORDERS; order++) {
            var event = Events.placed(order, NOW.minusSeconds(60 + random.nextInt(5000)));
            events.add(event);
            Result result = RESULTS.get(random.nextInt(RESULTS.size()));
            Instant at = event.acceptedAt().plusMillis(random.nextInt(600_000));
            if (random.nextInt(10) > 0 && at.isBefore(NOW)) {
                outcomes.add(Events.outcome(event, result, at));
            }
        }
    }

    private List<Runnable> arrivals(Random random) {
        List<Runnable> arrivals = new ArrayList<>();
        for (int from = 0; from < events.size(); from += 20) {
            List<SeenEvent> batch = events.subList(from, Math.min(events.size(), from + 20)).stream()
                    .map(event -> SeenEvent.of(event, null))
                    .toList();
            arrivals.add(() -> fixture.events.record(batch));
        }
        for (int from = 0; from < outcomes.size(); from += 7) {
            List<DeliveryOutcome> batch = List.copyOf(outcomes.subList(from, Math.min(outcomes.size(), from + 7)));
            arrivals.add(() -> fixture.hear(new OutcomeBatch(FULFILLMENT, 1, batch)));
        }
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    private void assertFigures() {
        Standing standing = fixture.ledger.overview(Window.HOUR).integrations().getFirst();
        Instant since = NOW.minus(Duration.ofHours(1));
        List<DeliveryOutcome> recent =
                outcomes.stream().filter(one -> one.at().isAfter(since)).toList();
        List<Double> lags = recent.stream()
                .filter(one -> one.result() == Result.DELIVERED)
                .map(one -> Duration.between(one.acceptedAt(), one.at()).toMillis() / 1000.0)
                .sorted()
                .toList();

        var figures = standing.figures();
        assertThat(figures.delivered()).isEqualTo(lags.size());
        assertThat(figures.attempts())
                .isEqualTo(recent.stream().mapToLong(DeliveryOutcome::attempts).sum());
        assertThat(figures.failedAttempts())
                .isEqualTo(recent.stream()
                        .mapToLong(DeliveryOutcome::failedAttempts)
                        .sum());
        assertThat(figures.lagP50()).isEqualTo(lags.get((int) Math.ceil(lags.size() * 0.5) - 1));
        assertThat(figures.lagP99()).isEqualTo(lags.get((int) Math.ceil(lags.size() * 0.99) - 1));
        assertThat(figures.met()).isEqualTo(met(since));
        assertThat(figures.missed()).isEqualTo(missed(since, NOW));
        assertThat(standing.open()).isEqualTo(ORDERS - finished().size());
        assertHistory();
    }

    /** Counted as it was reported, so it must agree with the rows however they came. */
    private void assertHistory() {
        fixture.hear(Events.heartbeat(FULFILLMENT, NOW, 0, null));
        fixture.meters.read();
        History history = fixture.history.within(Window.DAY).getOrDefault(FULFILLMENT, History.NONE);
        Instant ever = Instant.EPOCH;
        // A miss is noticed a minute after the deadline, so that a report may be on its way.
        Instant noticed = NOW.minus(LedgerFixture.PROPERTIES.unaccountedAfter());

        assertThat(sum(history, History.Point::finished)).isEqualTo(finished().size());
        assertThat(sum(history, History.Point::attempts))
                .isEqualTo(
                        outcomes.stream().mapToLong(DeliveryOutcome::attempts).sum());
        assertThat(sum(history, History.Point::failedAttempts))
                .isEqualTo(outcomes.stream()
                        .mapToLong(DeliveryOutcome::failedAttempts)
                        .sum());
        assertThat(history.day().met()).isEqualTo(met(ever));
        assertThat(history.day().missed()).isBetween(missed(ever, noticed), missed(ever, NOW));
        assertThat(history.month()).isEqualTo(history.day());
    }

    private static long sum(History history, ToLongFunction<History.Point> value) {
        return history.points().stream().mapToLong(value).sum();
    }

    private List<DeliveryOutcome> finished() {
        return outcomes.stream().filter(one -> one.result() != Result.PARKED).toList();
    }

    private long met(Instant since) {
        return finished().stream()
                .filter(one -> one.at().isAfter(since)
                        && !one.at().isAfter(one.acceptedAt().plus(Events.SLA)))
                .count();
    }

    private long missed(Instant since, Instant until) {
        List<?> inTime = finished().stream()
                .filter(one -> !one.at().isAfter(one.acceptedAt().plus(Events.SLA)))
                .map(DeliveryOutcome::orderRef)
                .toList();
        return events.stream()
                .filter(event -> !inTime.contains(event.orderRef()))
                .map(event -> event.acceptedAt().plus(Events.SLA))
                .filter(deadline -> deadline.isAfter(since) && !deadline.isAfter(until))
                .count();
    }
}
