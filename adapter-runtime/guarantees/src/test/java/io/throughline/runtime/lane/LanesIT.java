package io.throughline.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.LaneRows;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesIT {

    private final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    private final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    private final LaneProperties properties = new LaneProperties(Duration.ofSeconds(20), Duration.ofHours(1), 50);
    private final LaneTable table = rows();
    private final Lanes lanes = new Lanes(table, properties);
    private final List<List<String>> pushes = new ArrayList<>();

    @AfterEach
    void stop() {
        database.close();
    }

    private LaneTable rows() {
        return new LaneRows(schema, properties, Duration.ofSeconds(60));
    }

    private Push pushing(long version) {
        return keys -> {
            pushes.add(keys);
            return keys.stream().collect(Collectors.toMap(Function.identity(), key -> version));
        };
    }

    @Test
    void pushesNothingThatHasArrivedAlready() {
        lanes.bring(Map.of("a", 3L, "b", 1L), pushing(3));

        lanes.bring(Map.of("a", 2L, "b", 3L), pushing(3));
        lanes.bring(Map.of("a", 4L, "b", 3L), pushing(4));

        assertThat(pushes).containsExactly(List.of("a", "b"), List.of("a"));
    }

    @Test
    void pushesAgainWhatItIsToldToForget() {
        lanes.bring(Map.of("a", 1L), pushing(1));

        lanes.forget(List.of("a"));
        lanes.bring(Map.of("a", 1L), pushing(1));

        assertThat(pushes).hasSize(2);
    }

    @Test
    void neverPushesTheSameThingTwiceAtOnceWhoeverPushes() throws InterruptedException, ExecutionException {
        List<Lanes> instances = List.of(lanes, new Lanes(rows(), properties));
        AtomicLong current = new AtomicLong();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicLong arrived = new AtomicLong();
        Push push = keys -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            long version = current.get();
            Thread.onSpinWait();
            arrived.set(version);
            underWay.decrementAndGet();
            return Map.of("hot", version);
        };

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> deliveries = IntStream.range(0, 200)
                    .<Future<?>>mapToObj(number -> threads.submit(
                            () -> instances.get(number % 2).bring(Map.of("hot", current.incrementAndGet()), push)))
                    .toList();
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }

        assertThat(most).hasValue(1);
        assertThat(arrived).hasValue(200);
    }

    @Test
    void doesNotCountWhatArrivedWhileAnEarlierPushWasStillUnderWay() {
        TransientFailure lost = new TransientFailure(Kind.UNKNOWN, "shop-no-answer", "no answer", null);
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> lanes.bring(Map.of("a", 1L), keys -> {
                    throw lost;
                }))
                .isSameAs(lost);

        TransientFailure unclear = unclear();
        assertThat(unclear.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(table.behind(Map.of("a", 2L))).containsEntry("a", 2L);

        settle();
        lanes.bring(Map.of("a", 2L), pushing(2));
        assertThat(table.behind(Map.of("a", 2L))).isEmpty();
    }

    private TransientFailure unclear() {
        return assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> lanes.bring(Map.of("a", 2L), pushing(2)))
                .matches(failure -> failure.kind() == Kind.TURN)
                .matches(failure -> failure.code().equals("lane-unclear"))
                .actual();
    }

    private void settle() {
        database.jdbc()
                .sql("update lane set settles_at = now() - interval '1 day'")
                .update();
    }

    @Test
    void takesOverFromWhoDiedAndTakesHisPushForUnclear() {
        table.claim(Map.of("a", 1L));
        Lanes impatient = new Lanes(table, new LaneProperties(Duration.ofMillis(10), Duration.ofHours(1), 50));
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> impatient.bring(Map.of("a", 1L), pushing(1)))
                .matches(failure -> failure.code().equals("lane-busy"));
        assertThat(pushes).isEmpty();

        database.jdbc()
                .sql("update lane set until = now() - interval '1 second'")
                .update();

        unclear();
        assertThat(pushes).hasSize(1);
    }

    @Test
    void ignoresWhatIsSaidInTheNameOfAClaimThatIsOver() {
        LaneTable.Claim lost = table.claim(Map.of("a", 1L));
        database.jdbc()
                .sql("update lane set until = now() - interval '1 second'")
                .update();
        table.claim(Map.of("a", 1L));

        table.arrived(lost, Map.of("a", 1L));
        table.release(lost);

        assertThat(table.behind(Map.of("a", 1L))).containsKey("a");
        assertThat(table.claim(Map.of("a", 1L)).keys()).isEmpty();
    }

    @Test
    void pushesAgainAtOnceAfterAPushThatDidNotHappen() {
        TransientFailure away = new TransientFailure(Kind.UNAVAILABLE, "shop-unavailable", "away", null);
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> lanes.bring(Map.of("a", 1L), keys -> {
                    throw away;
                }));

        lanes.bring(Map.of("a", 1L), pushing(1));

        assertThat(table.behind(Map.of("a", 1L))).isEmpty();
    }

    @Test
    void letsOneThingThatIsRefusedNotKeepTheOthersFromArriving() {
        Push picky = keys -> {
            if (keys.contains("bad")) {
                throw new PermanentFailure("shop-rejected", "refused", null);
            }
            return pushing(1).push(keys);
        };

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> lanes.bring(Map.of("a", 1L, "bad", 1L, "c", 1L), picky));

        assertThat(table.behind(Map.of("a", 1L, "bad", 1L, "c", 1L))).containsOnlyKeys("bad");
    }

    @Test
    void pushesNoMoreThanABatchAtOnce() {
        Map<String, Long> many = IntStream.range(0, 120).boxed().collect(Collectors.toMap(key -> "k" + key, key -> 1L));

        lanes.bring(many, pushing(1));

        assertThat(pushes).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(table.behind(many)).isEmpty();
    }
}
