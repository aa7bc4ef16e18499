package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.NewDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineIT {

    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration LEASE = Duration.ofSeconds(60);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void actsOnEveryEventOnceAndInTheOrderOfItsSequence() {
        List<NewDelivery> events = new ArrayList<>();
        for (int order = 1; order <= 200; order++) {
            for (int sequence = 1; sequence <= 4; sequence++) {
                events.add(SampleEvents.placed(order, sequence));
            }
        }
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(7));

        try (EngineFixture engine =
                engine((name, delivery) -> Outcome.delivered()).started()) {
            for (int from = 0; from < events.size(); from += 50) {
                engine.receive(events.subList(from, from + 50));
            }
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 800);

            assertThat(engine.handled).hasSize(800).doesNotHaveDuplicates();
            for (int order = 1; order <= 200; order++) {
                String prefix = "standard:shop:" + order + "/";
                assertThat(engine.handled.stream().filter(name -> name.startsWith(prefix)))
                        .containsExactly(prefix + 1, prefix + 2, prefix + 3, prefix + 4);
            }
            await().atMost(LONG).until(() -> engine.count("select count(*) from delivery") == 0);
            assertThat(engine.count("select count(*) from order_position where finished = 4 and lease_owner is null"))
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsBothEventsThatClaimOnePlaceOfAnOrderFromVanishing() {
        try (EngineFixture engine = engine((name, delivery) -> Outcome.delivered())) {
            engine.receive(List.of(SampleEvents.placed(1, 1)));
            NewDelivery first = SampleEvents.placed(1, 1);
            NewDelivery rival = new NewDelivery(
                    first.orderRef(),
                    first.sequence(),
                    UUID.randomUUID(),
                    first.orderKey(),
                    first.type(),
                    first.body(),
                    first.acceptedAt());

            assertThat(engine.inbox.record(List.of(first, rival), 0).conflicting())
                    .containsExactly(rival.eventId());
        }
    }

    @Test
    void suppressesAnEventThatWasFinishedBefore() {
        try (EngineFixture engine =
                engine((name, delivery) -> Outcome.delivered()).started()) {
            engine.receive(List.of(SampleEvents.placed(1, 1)));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 1);

            engine.receive(List.of(SampleEvents.placed(1, 1), SampleEvents.placed(2, 1)));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 2);

            assertThat(engine.handled).containsExactly("standard:shop:1/1", "standard:shop:2/1");
        }
    }

    @Test
    void doesNotCallWaitingForATurnAFailureOfTheSystem() {
        try (EngineFixture engine = engine((name, delivery) -> {
                    if (delivery.attempt() <= 3) {
                        throw new TransientFailure(TransientFailure.Kind.TURN, "lane-busy", "others first", null)
                                .retryAfter(Duration.ofMillis(1));
                    }
                    return Outcome.delivered();
                })
                .started()) {
            engine.receive(IntStream.range(0, 20)
                    .mapToObj(order -> SampleEvents.placed(order, 1))
                    .toList());

            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);
            assertThat(engine.breaker.getMetrics().getNumberOfFailedCalls()).isZero();
            assertThat(engine.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        }
    }

    @Test
    void triesAgainAfterATransientFailureAndKeepsTheFinishedSteps() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        try (EngineFixture engine = engine((name, delivery) -> {
                    delivery.once("first", () -> calls.add("first"));
                    delivery.once("second", () -> {
                        calls.add("second");
                        if (delivery.attempt() < 3) {
                            throw unavailable(TransientFailure.Kind.UNKNOWN);
                        }
                    });
                    return Outcome.delivered(String.valueOf(delivery.mayHaveReachedDownstream()));
                })
                .started()) {
            engine.receive(List.of(SampleEvents.placed(1, 1)));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 1);

            assertThat(calls).containsExactly("first", "second", "second", "second");
            assertThat(engine.jdbc()
                            .sql("select attempts || ' ' || failed_attempts || ' ' || reference from outcome")
                            .query(String.class)
                            .single())
                    .isEqualTo("3 2 true");
        }
    }

    @Test
    void parksAPermanentFailureAndHoldsLaterEventsOfThatOrderOnly() {
        try (EngineFixture engine = engine((name, delivery) -> {
                    if (name.equals("standard:shop:1/2")) {
                        throw new PermanentFailure("test-rejected", "no such sku", null);
                    }
                    return Outcome.delivered();
                })
                .started()) {
            engine.receive(IntStream.rangeClosed(1, 4)
                    .boxed()
                    .flatMap(sequence ->
                            List.of(SampleEvents.placed(1, sequence), SampleEvents.placed(2, sequence)).stream())
                    .toList());
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 6);

            assertThat(engine.jdbc()
                            .sql("select code from outcome where result = 'parked'")
                            .query(String.class)
                            .list())
                    .containsExactly("test-rejected");
            assertThat(engine.handled).doesNotContain("standard:shop:1/3", "standard:shop:1/4");
            assertThat(engine.count("select count(*) from delivery")).isEqualTo(3);
        }
    }

    @Test
    void openBreakerBurnsNoAttemptAndParksNothing() {
        AtomicBoolean down = new AtomicBoolean(true);
        CountDownLatch opened = new CountDownLatch(1);
        try (EngineFixture engine = engine((name, delivery) -> {
                    attempts.merge(name, 1, Integer::sum);
                    if (down.get()) {
                        throw unavailable(TransientFailure.Kind.UNAVAILABLE);
                    }
                    return Outcome.delivered();
                })
                .started()) {
            engine.breaker.getEventPublisher().onStateTransition(change -> {
                if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    opened.countDown();
                }
            });
            engine.receive(IntStream.rangeClosed(1, 100)
                    .mapToObj(order -> SampleEvents.placed(order, 1))
                    .toList());
            await().atMost(LONG).until(() -> opened.getCount() == 0);
            int made = attempts.values().stream().mapToInt(Integer::intValue).sum();
            down.set(false);
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 100);

            assertThat(made).isLessThan(100);
            assertThat(engine.count("select count(*) from outcome where result = 'delivered'"))
                    .isEqualTo(100);
        }
    }

    @Test
    void whatADeadInstanceHadBegunIsTakenOverAsPossiblyDoneHoweverBusyTheOthersAre() {
        EngineFixture dead =
                new EngineFixture(database, Duration.ofSeconds(1), (name, delivery) -> Outcome.delivered());
        List<LeasedDelivery> begun =
                dead.inbox.record(List.of(SampleEvents.placed(1, 1)), 10).started();
        assertThat(begun).hasSize(1);

        try (EngineFixture heir = engine(
                        (name, delivery) -> Outcome.delivered(String.valueOf(delivery.mayHaveReachedDownstream())))
                .started()) {
            await().atMost(LONG)
                    .pollInterval(EngineFixture.QUICK_SWEEP.dividedBy(4))
                    .until(() -> {
                        heir.dispatcher.signal();
                        return heir.count("select count(*) from outcome") == 1;
                    });

            assertThat(heir.jdbc()
                            .sql("select reference from outcome")
                            .query(String.class)
                            .single())
                    .isEqualTo("true");
        }
    }

    @Test
    void givesBackUntouchedWhatItCannotFinishWithinItsLease() {
        try (EngineFixture hasty = new EngineFixture(
                        database, Duration.ofMillis(1500), (name, delivery) -> Outcome.delivered())
                .started()) {
            hasty.receive(List.of(SampleEvents.placed(1, 1)));
            await().atMost(LONG)
                    .until(() -> hasty.count("select count(*) from delivery where code = 'lease-ending'") == 1);

            assertThat(hasty.handled).isEmpty();
        }
        try (EngineFixture patient = engine(
                        (name, delivery) -> Outcome.delivered(String.valueOf(delivery.mayHaveReachedDownstream())))
                .started()) {
            await().atMost(LONG).until(() -> patient.count("select count(*) from outcome") == 1);

            assertThat(patient.jdbc()
                            .sql("select attempts || ' ' || reference from outcome")
                            .query(String.class)
                            .single())
                    .isEqualTo("1 false");
        }
    }

    @Test
    void leavesWhatItDidNotBeginToOthersWhenItStops() {
        EngineFixture stopping = engine((name, delivery) -> Outcome.delivered());
        stopping.receive(List.of(SampleEvents.placed(1, 1)));
        stopping.close();

        try (EngineFixture other = engine(
                        (name, delivery) -> Outcome.delivered(String.valueOf(delivery.mayHaveReachedDownstream())))
                .started()) {
            await().atMost(LONG).until(() -> other.count("select count(*) from outcome") == 1);

            assertThat(other.jdbc()
                            .sql("select reference from outcome")
                            .query(String.class)
                            .single())
                    .isEqualTo("false");
        }
    }

    @Test
    void ignoresTestOrders() {
        try (EngineFixture engine =
                engine((name, delivery) -> Outcome.delivered()).started()) {
            engine.receive(List.of(SampleEvents.placed(1, 1, true)));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 1);

            assertThat(engine.handled).isEmpty();
            assertThat(engine.count("select count(*) from outcome where result = 'ignored' and code = 'test-order'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void interruptsAnAttemptThatTakesTooLong() {
        try (EngineFixture engine = engine((name, delivery) -> {
                    if (delivery.attempt() == 1) {
                        sleepLong();
                    }
                    return Outcome.delivered();
                })
                .started()) {
            engine.receive(List.of(SampleEvents.placed(1, 1)));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 1);

            assertThat(engine.count("select count(*) from outcome where attempts = 2"))
                    .isEqualTo(1);
        }
    }

    private static void sleepLong() {
        try {
            Thread.sleep(Duration.ofSeconds(30));
        } catch (InterruptedException limit) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", limit);
        }
    }

    private static TransientFailure unavailable(TransientFailure.Kind kind) {
        return new TransientFailure(kind, "test-unavailable", "down", null);
    }

    private EngineFixture engine(java.util.function.BiFunction<String, Delivery, Outcome> behaviour) {
        return new EngineFixture(database, LEASE, behaviour);
    }
}
