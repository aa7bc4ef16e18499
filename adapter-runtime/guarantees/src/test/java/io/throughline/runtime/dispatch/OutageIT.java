package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The downstream system is down while events keep coming. */
class OutageIT {

    static final Duration LONG = Duration.ofSeconds(60);
    static final int MOST_CALLS_A_MINUTE = 35;

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final Map<String, Integer> effects = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean down;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anOutageAtLoadLosesDoublesAndParksNothingAndTheBacklogComesBackWithoutAHerd() {
        int orders = 2000;
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger sinceRecovery = new AtomicInteger();
        AtomicInteger ahead = new AtomicInteger();
        try (EngineFixture engine = new EngineFixture(database, Duration.ofSeconds(60), (name, delivery) -> {
                    int together = inFlight.incrementAndGet();
                    try {
                        if (!down && calls.get() > orders / 4) {
                            ahead.accumulateAndGet(together - sinceRecovery.incrementAndGet() - 1, Math::max);
                        }
                        return call(name, delivery);
                    } finally {
                        inFlight.decrementAndGet();
                    }
                })
                .started()) {
            engine.receive(orders(0, orders / 4));
            await().atMost(LONG).until(() -> effects.size() == orders / 4);
            down = true;
            for (int from = orders / 4; from < orders; from += 100) {
                engine.receive(orders(from, from + 100));
            }
            await().atMost(LONG)
                    .until(() -> engine.breaker.getMetrics().getNumberOfNotPermittedCalls() > 0
                            || engine.breaker.getState() == CircuitBreaker.State.OPEN);
            int probesBefore = calls.get();
            await().atMost(LONG).until(() -> calls.get() > probesBefore + 4);
            assertThat(calls.get()).isLessThan(orders / 2);

            down = false;
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == orders);

            assertThat(effects)
                    .hasSize(orders)
                    .allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
            assertThat(engine.count("select count(*) from outcome where result <> 'delivered'"))
                    .isZero();
            assertThat(ahead)
                    .as("calls at once beyond one more for each success")
                    .hasValueLessThanOrEqualTo(0);
        }
    }

    @Test
    void twoHoursOfOutageAndTenFlapsParkNothing() {
        RetryPolicy impatient =
                new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2), 0.2, Duration.ofMinutes(10));
        try (Stepper stepper =
                new Stepper(database.dataSource(), breaker(), impatient, new Stepper.Handler(this::call))) {
            stepper.receive(orders(0, 100));
            down = true;
            for (int minute = 0; minute < 120; minute++) {
                stepper.receive(orders(100 + minute, 101 + minute));
                stepUntilIdle(stepper);
                stepper.advance(Duration.ofMinutes(1));
            }
            int duringOutage = calls.get();
            for (int flap = 0; flap < 10; flap++) {
                down = false;
                steps(stepper, 3);
                down = true;
                steps(stepper, 30);
            }
            down = false;
            steps(stepper, 400);

            assertThat(duringOutage).isBetween(100, 240);
            assertThat(effects)
                    .hasSize(220)
                    .allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
            assertThat(database.jdbc()
                            .sql("select count(*) from outcome where result = 'delivered'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(220);
            assertThat(database.jdbc()
                            .sql("select count(*) from outcome where result <> 'delivered'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void aDownSystemIsCalledAtMostThirtyFiveTimesAMinuteAndWithinTwoSecondsOfItsRecovery() {
        RetryPolicy retry = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2), 0.2, Duration.ofHours(1));
        try (Stepper stepper = new Stepper(database.dataSource(), breaker(), retry, new Stepper.Handler(this::call))) {
            Deque<Instant> lastMinute = new ArrayDeque<>();
            List<Integer> perMinute = new ArrayList<>();
            open(stepper);
            for (int tenth = 0; tenth < 2 * 60 * 60 * 10; tenth++) {
                stepper.advance(Duration.ofMillis(100));
                if (probe(stepper)) {
                    lastMinute.add(stepper.clock.instant());
                }
                while (!lastMinute.isEmpty()
                        && lastMinute.peek().isBefore(stepper.clock.instant().minusSeconds(60))) {
                    lastMinute.remove();
                }
                perMinute.add(lastMinute.size());
            }
            Instant recovered = stepper.clock.instant();
            while (stepper.gate.permitted(1) == 0) {
                stepper.advance(Duration.ofMillis(100));
            }

            assertThat(perMinute).allMatch(count -> count <= MOST_CALLS_A_MINUTE);
            assertThat(Duration.between(recovered, stepper.clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    private static void open(Stepper stepper) {
        while (stepper.gate.permitted(1) > 0) {
            stepper.gate.failed(Duration.ofMillis(5), unavailable());
        }
    }

    private static boolean probe(Stepper stepper) {
        if (stepper.gate.permitted(1) <= 0 || !stepper.breaker.tryAcquirePermission()) {
            return false;
        }
        stepper.gate.failed(Duration.ofMillis(5), unavailable());
        return true;
    }

    private static void steps(Stepper stepper, int count) {
        for (int step = 0; step < count; step++) {
            stepper.step(20);
            stepper.advance(Duration.ofSeconds(2));
        }
    }

    private static void stepUntilIdle(Stepper stepper) {
        int taken = 1;
        while (taken > 0) {
            taken = stepper.step(20);
        }
    }

    private Outcome call(String name, Delivery delivery) {
        calls.incrementAndGet();
        if (down) {
            throw unavailable();
        }
        effects.merge(name, 1, Integer::sum);
        return Outcome.delivered();
    }

    private static TransientFailure unavailable() {
        return new TransientFailure(Kind.UNAVAILABLE, "test-unavailable", "down", null);
    }

    private static List<NewDelivery> orders(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(order -> SampleEvents.placed(order, 1))
                .toList();
    }

    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "test",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(Stepper.WAIT_IN_OPEN)
                        .build());
    }
}
