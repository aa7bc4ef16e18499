package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.PauseScope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseIT {

    static final Duration LONG = Duration.ofSeconds(30);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGRATION, ''",
        "SHOP, standard:shop",
        "TYPE, order.placed.v1",
        "ORDER, standard:shop:1",
    })
    void stopsCallsOfEveryInstanceButNotReceivingUntilItEnds(PauseScope.Kind kind, String name) {
        PauseScope scope = new PauseScope(kind, name);
        try (EngineFixture one = engine(PauseIT::deliver).started();
                EngineFixture other = engine(PauseIT::deliver).started()) {
            one.pauses.pause(scope, "mina", "maintenance", 1);
            await().atMost(LONG).until(() -> one.watch.count() == 1 && other.watch.count() == 1);
            one.receive(List.of(SampleEvents.placed(1, 1)));
            other.receive(List.of(SampleEvents.placed(1, 2)));
            one.receive(elsewhere(kind));
            await().atMost(LONG)
                    .until(() -> one.count("select count(*) from outcome")
                            == elsewhere(kind).size());
            if (kind != PauseScope.Kind.INTEGRATION) {
                // Of a paused integration nothing is even taken up.
                await().atMost(LONG).until(() -> one.count("select count(*) from delivery where code = 'paused'") == 1);
            }
            assertThat(one.count("select count(*) from delivery")).isEqualTo(2);
            assertThat(one.handled.size() + other.handled.size())
                    .isEqualTo(elsewhere(kind).size());

            other.pauses.resume(scope, "mina", "done", 2);
            await().atMost(LONG).until(() -> one.count("select count(*) from delivery") == 0);

            assertThat(one.handled.size() + other.handled.size())
                    .isEqualTo(2 + elsewhere(kind).size());
            assertThat(one.count("select count(*) from outcome where failed_attempts > 0"))
                    .isZero();
        }
    }

    /** Deliveries that are not paused; of an order, those of other orders. */
    private static List<NewDelivery> elsewhere(PauseScope.Kind kind) {
        return kind == PauseScope.Kind.ORDER
                ? IntStream.range(10, 20)
                        .mapToObj(order -> SampleEvents.placed(order, 1))
                        .toList()
                : List.of();
    }

    @Test
    void anOlderWishIsSuperseded() {
        try (EngineFixture engine = engine(PauseIT::deliver)) {
            PauseScope shop = new PauseScope(PauseScope.Kind.SHOP, "standard:shop");

            assertThat(engine.pauses.pause(shop, "mina", "first", 5)).isTrue();
            assertThat(engine.pauses.resume(shop, "omar", "too old", 4)).isFalse();
            assertThat(engine.pauses.pause(shop, "mina", "once more", 5)).isFalse();
            assertThat(engine.pauses.inForce()).hasSize(1);
            assertThat(engine.pauses.resume(shop, "omar", "over", 6)).isTrue();
            assertThat(engine.pauses.inForce()).isEmpty();
            assertThat(engine.pauses.pause(shop, "mina", "late", 5)).isFalse();
        }
    }

    @Test
    void aRefusedKeyPausesTheIntegrationAndParksNothingUntilItIsAccepted() {
        AtomicBoolean valid = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        try (EngineFixture engine = engine((name, delivery) -> {
                    if (!valid.get()) {
                        refused.incrementAndGet();
                        throw new TransientFailure(Kind.ACCESS, "test-unauthorized", "401", null);
                    }
                    return Outcome.delivered();
                })
                .started()) {
            engine.receive(IntStream.range(0, 300)
                    .mapToObj(order -> SampleEvents.placed(order, 1))
                    .toList());
            await().atMost(LONG)
                    .until(() -> engine.pauses.inForce().stream()
                            .anyMatch(pause ->
                                    pause.isForAccess() && pause.scope().equals(PauseScope.INTEGRATION)));
            await().atMost(LONG).until(() -> engine.watch.count() == 1);
            assertThat(engine.watch.pausesAll()).isTrue();
            assertThat(refused.get()).isLessThan(300);

            valid.set(true);
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 300);

            assertThat(engine.count("select count(*) from outcome where result <> 'delivered'"))
                    .isZero();
            await().atMost(LONG).until(() -> engine.pauses.inForce().isEmpty());
        }
    }

    @Test
    void whatAPersonPausedIsNotResumedByTheRuntime() {
        try (EngineFixture engine = engine(PauseIT::deliver)) {
            engine.pauses.pause(PauseScope.INTEGRATION, "mina", "stocktaking", 1);

            engine.pauses.lockedOut("test-unauthorized");
            engine.pauses.letIn();

            assertThat(engine.pauses.inForce())
                    .singleElement()
                    .matches(pause -> pause.actor().equals("mina"));
        }
    }

    private static Outcome deliver(String name, Delivery delivery) {
        return Outcome.delivered();
    }

    private EngineFixture engine(BiFunction<String, Delivery, Outcome> behaviour) {
        return new EngineFixture(database, Duration.ofSeconds(60), behaviour);
    }
}
