package io.throughline.runtime.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.database.LogRelay;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.samples.MovedClock;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectionIT {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Duration OF_AGE = Duration.ofMinutes(2);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final OutcomeLog log = new OutcomeLog(new RuntimeSchema(database.dataSource()));
    final MovedClock clock = new MovedClock(NOON);
    final Warehouse system = new Warehouse();
    final List<EffectsAbsent> told = new CopyOnWriteArrayList<>();
    final List<Inspections> started = new ArrayList<>();
    final AtomicInteger looks = new AtomicInteger();
    volatile boolean callsGoOut = true;
    volatile boolean brokerAway;

    /** Has everything but what it lost, and remembers what it was asked for. */
    static final class Warehouse implements Inspector {

        final Set<String> lost = new ConcurrentSkipListSet<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger blinks = new AtomicInteger();

        @Override
        public List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) {
            assertThat(CallGuard.CURRENT.isBound()).isTrue();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TransientFailure(Kind.UNAVAILABLE, "test-unavailable", "It is away", null);
            }
            delivered.forEach(outcome -> asked.add(outcome.orderKey()));
            if (blinks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return delivered;
            }
            return delivered.stream()
                    .filter(outcome -> lost.contains(outcome.orderKey()))
                    .toList();
        }
    }

    @BeforeEach
    void makePartitions() {
        log.maintainPartitions(LocalDate.ofInstant(NOON, ZoneOffset.UTC), 30);
    }

    @AfterEach
    void close() {
        started.forEach(Inspections::stop);
        database.close();
    }

    @Test
    void namesWhatIsNotThereOnceItIsOfAgeAndNothingElse() {
        delivered(1, NOON);
        delivered(2, NOON);
        finished(3, NOON, "parked");
        finished(4, NOON, "ignored");
        system.lost.addAll(List.of("order-2", "order-3", "order-4"));
        Inspections inspections = start("1m");
        await().atMost(LIMIT).until(() -> inspections.upTo().isPresent());
        assertThat(system.asked).isEmpty();

        clock.advance(OF_AGE);

        await().atMost(LIMIT).until(() -> !told.isEmpty());
        assertThat(absent()).containsExactly("order-2");
        AbsentEffect effect = told.getFirst().effects().getFirst();
        assertThat(effect.reference()).isEqualTo("made-2");
        assertThat(effect.revision()).isEqualTo(3);
        assertThat(effect.deliveredAt()).isEqualTo(NOON);
        assertThat(system.asked).containsExactly("order-1", "order-2", "order-2");
        awaitUpTo(inspections, NOON.plus(OF_AGE).minusSeconds(60));
    }

    @Test
    void whatShowsItselfAtTheSecondLookIsNotNamed() {
        delivered(1, NOON);
        system.blinks.set(1);
        clock.advance(OF_AGE);

        Inspections inspections = start("1m");

        awaitUpTo(inspections, NOON.plus(OF_AGE).minusSeconds(60));
        assertThat(system.asked).containsExactly("order-1", "order-1");
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsLostLaterIsNamedAtTheNextAge() {
        delivered(1, NOON);
        clock.advance(OF_AGE);
        Inspections inspections = start("1m", "1d");
        awaitUpTo(inspections, NOON.plus(OF_AGE).minusSeconds(60));
        assertThat(told).isEmpty();

        system.lost.add("order-1");
        clock.advance(Duration.ofDays(1));

        await().atMost(LIMIT).until(() -> !told.isEmpty());
        assertThat(absent()).containsExactly("order-1");
    }

    @Test
    void nothingIsPassedOverWhenTheSystemOrTheBrokerFailsOrTheProcessEnds() {
        for (int order = 1; order <= 50; order++) {
            delivered(order, NOON);
            system.lost.add("order-" + order);
        }
        system.failures.set(2);
        brokerAway = true;
        clock.advance(OF_AGE);
        Inspections first = start("1m");
        await().atMost(LIMIT).until(() -> !system.asked.isEmpty());
        first.stop();
        assertThat(told).isEmpty();

        brokerAway = false;
        start("1m");

        await().atMost(LIMIT).until(() -> Set.copyOf(absent()).size() == 50);
    }

    @Test
    void asksNothingWhileNoCallsGoOutAndAllOfItAfterwards() {
        callsGoOut = false;
        delivered(1, NOON);
        system.lost.add("order-1");
        clock.advance(OF_AGE);
        Inspections inspections = start("1m");
        int before = looks.get();
        await().atMost(LIMIT).until(() -> looks.get() > before);
        assertThat(system.asked).isEmpty();
        assertThat(inspections.upTo()).isEmpty();

        callsGoOut = true;

        await().atMost(LIMIT).until(() -> !told.isEmpty());
        assertThat(absent()).containsExactly("order-1");
    }

    @Test
    void oneInstanceLooksForEach() {
        for (int order = 1; order <= 100; order++) {
            delivered(order, NOON);
        }
        clock.advance(OF_AGE);

        List<Inspections> both = List.of(start("1m"), start("1m"));

        await().atMost(LIMIT)
                .until(() -> both.stream()
                        .flatMap(one -> one.upTo().stream())
                        .anyMatch(NOON.plus(OF_AGE).minusSeconds(60)::equals));
        assertThat(system.asked).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void theFirstInspectionOfAnAgeBeginsADayBack() {
        delivered(1, NOON.minus(Duration.ofHours(26)));
        delivered(2, NOON.minus(Duration.ofHours(20)));

        Inspections inspections = start("1m");

        awaitUpTo(inspections, NOON.minusSeconds(60));
        assertThat(system.asked).containsExactly("order-2");
    }

    private Inspections start(String... ages) {
        InspectionProperties properties = new InspectionProperties(
                Duration.ofMillis(50),
                List.of(ages).stream()
                        .map(age -> Duration.parse("P" + (age.endsWith("d") ? "" : "T") + age))
                        .toList(),
                7,
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofDays(1));
        Inspections inspections = new Inspections(
                new Inspections.Subject(system, new Unguarded(), properties),
                new Inspections.Log(log, this::goOut, clock, properties.begin()),
                new AbsentEffects(this::publish, new SimpleMeterRegistry(), "test-adapter", clock));
        inspections.start((age, settings) -> new LogRelay<>(database.jdbc(), age, settings));
        started.add(inspections);
        return inspections;
    }

    private boolean goOut() {
        looks.incrementAndGet();
        return callsGoOut;
    }

    private void publish(EffectsAbsent absent) {
        if (brokerAway) {
            throw new IllegalStateException("The broker is away");
        }
        told.add(absent);
    }

    /** Every call may be made. */
    private record Unguarded() implements CallGuard {

        @Override
        public void goOn() {}

        @Override
        public Turn awaitTurn() {
            return () -> {};
        }
    }

    private List<String> absent() {
        return told.stream()
                .flatMap(message -> message.effects().stream())
                .map(AbsentEffect::orderKey)
                .toList();
    }

    private static void awaitUpTo(Inspections inspections, Instant reached) {
        await().atMost(LIMIT)
                .until(() -> inspections.upTo().filter(reached::equals).isPresent());
    }

    private void delivered(int order, Instant at) {
        finished(order, at, "delivered");
    }

    private void finished(int order, Instant at, String result) {
        database.jdbc()
                .sql("""
                        insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                             attempts, failed_attempts, accepted_at, at, reference)
                        values (:orderref, 1, :orderref, :order, 'order.placed.v1', 3, :result, 'done', '', 1, 0, :at, :at,
                                :reference)
                        """)
                .param("orderref", new UUID(0, order))
                .param("order", "order-" + order)
                .param("result", result)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reference", "made-" + order)
                .update();
    }
}
