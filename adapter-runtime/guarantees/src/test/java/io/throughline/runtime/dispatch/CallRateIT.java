package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.RateProperties;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallRateIT {

    static final Duration LONG = Duration.ofSeconds(60);
    static final int INSTANCES = 4;

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void fourInstancesTogetherMakeNoMoreCallsInAnyWindowThanAreAdmitted() throws Exception {
        int admitted = 400;
        Duration window = Duration.ofSeconds(4);
        RateProperties rate = new RateProperties("shop", admitted, window, 0, 0);
        ConcurrentLinkedQueue<Long> calls = new ConcurrentLinkedQueue<>();
        List<Future<?>> instances = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int instance = 0; instance < INSTANCES; instance++) {
                CallRate limiter = new CallRate(new CallRates(schema, rate), EngineFixture.unshared(schema), LONG);
                for (int worker = 0; worker < 5; worker++) {
                    instances.add(threads.submit(() -> callUntil(limiter, calls, 2 * admitted)));
                }
            }
        }

        for (Future<?> instance : instances) {
            instance.get();
        }
        List<Long> sorted = calls.stream().sorted().toList();
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(2 * admitted);
        assertThat(mostIn(window, sorted)).isLessThanOrEqualTo(admitted + admitted / 100);
    }

    private static int callUntil(CallRate limiter, ConcurrentLinkedQueue<Long> calls, int enough) {
        int made = 0;
        while (calls.size() < enough) {
            try (Turn _ = limiter.awaitTurn(System.nanoTime() + LONG.toNanos())) {
                calls.add(System.nanoTime());
                made++;
            }
        }
        return made;
    }

    private static int mostIn(Duration window, List<Long> sorted) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (sorted.get(to) - sorted.get(from) >= window.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Test
    void aCallOutsideOfAttemptsTakesItsTurnAndIsRefusedWhenTheDayIsSpent() {
        RateProperties rate = new RateProperties("books", 100, Duration.ofMinutes(1), 2, 0);
        CallRates rates = new CallRates(schema, rate);
        CallGuard turns = new TurnGuard(new CallRate(rates, EngineFixture.unshared(schema), LONG), LONG);

        Runnable three =
                () -> IntStream.range(0, 3).forEach(call -> CallGuard.turn().close());

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> ScopedValue.where(CallGuard.CURRENT, turns).run(three))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("quota-spent"));
        assertThat(rates.take(1).tokens()).isZero();
    }

    @Test
    void aSpentDayWaitsForMidnightAndNeitherParksNorCounts() {
        // In so long a window a call may be made a minute after it was admitted; later it would be lost for the day.
        RateProperties rate = new RateProperties("shop", 360_000, Duration.ofHours(1), 20, 0);
        AtomicInteger calls = new AtomicInteger();
        try (EngineFixture engine = engine(rate, calls).started()) {
            engine.receive(IntStream.range(0, 60)
                    .mapToObj(order -> SampleEvents.placed(order, 1))
                    .toList());
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);
            await().atMost(LONG)
                    .until(() -> engine.count("select count(*) from delivery where code = 'quota-spent'") > 0);
            assertThat(calls).hasValue(20);
        }
        database.jdbc().sql("update call_rate set day = day - 1").update();
        database.jdbc().sql("update delivery set due_at = received_at").update();
        try (EngineFixture nextDay = engine(rate, calls).started()) {
            await().atMost(LONG).until(() -> nextDay.count("select count(*) from outcome") == 40);

            assertThat(calls).hasValue(40);
            assertThat(nextDay.count("select count(*) from outcome where result <> 'delivered' or attempts > 1"))
                    .isZero();
            assertThat(nextDay.count("select count(*) from delivery where attempts + tried_ms + last_tried_ms > 0"))
                    .isZero();
        }
    }

    private EngineFixture engine(RateProperties rate, AtomicInteger calls) {
        return new EngineFixture(
                database.dataSource(),
                database.dataSource(),
                new EngineFixture.Setting(LONG, rate, EngineFixture.QUICK_SWEEP).withAttempt(LONG.dividedBy(2)),
                (name, delivery) -> {
                    try (Turn _ = CallGuard.turn()) {
                        calls.incrementAndGet();
                    }
                    return Outcome.delivered();
                });
    }
}
