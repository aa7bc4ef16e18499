package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.exchange.Exchanges;
import io.throughline.runtime.policy.Tried;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.Evidence;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Lease;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.Settlement;
import io.throughline.runtime.store.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FencingIT {

    static final Duration LONG = Duration.ofSeconds(30);
    static final int ORDERS = 300;

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void twoInstancesThatBothReceiveEverythingMakeEachEffectOnce() {
        List<String> effects = Collections.synchronizedList(new ArrayList<>());
        try (EngineFixture one = engine(effects).started();
                EngineFixture other = engine(effects).started()) {
            List<NewDelivery> events = new ArrayList<>(IntStream.range(0, 3 * ORDERS)
                    .mapToObj(n -> SampleEvents.placed(n / 3, n % 3 + 1))
                    .toList());
            Collections.shuffle(events, new Random(3));
            for (int from = 0; from < events.size(); from += 30) {
                one.receive(events.subList(from, from + 30));
                other.receive(events.subList(from, from + 30));
            }
            await().atMost(LONG).until(() -> one.count("select count(*) from outcome") == 3 * ORDERS);

            assertThat(effects).hasSize(3 * ORDERS).doesNotHaveDuplicates();
            assertThat(one.handled).isNotEmpty();
            assertThat(other.handled).isNotEmpty();
        }
    }

    @Test
    void anAttemptWhoseLeaseWasTakenOverChangesNothingEvenIfTheSameInstanceTookIt() {
        Clock clock = Clock.systemUTC();
        RuntimeSchema schema = new RuntimeSchema(database.dataSource());
        new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 30);
        Inbox inbox = new Inbox(schema, clock, new Lease(UUID.randomUUID(), Duration.ofMillis(1)));
        Settlements settlements = new Settlements(schema, clock);
        LeasedDelivery first =
                inbox.record(List.of(SampleEvents.placed(1, 1)), 1).started().getFirst();
        List<LeasedDelivery> second = new ArrayList<>();
        await().atMost(LONG).until(() -> second.addAll(leftBehind(inbox)));

        settlements.park(List.of(new Settlement.Parked(
                first.fence(), "late", "", 1, false, List.of(), new Evidence("", "", "", Exchanges.NONE))));
        settlements.again(List.of(
                new Settlement.Again(first.fence(), clock.instant(), "late", "", 1, Tried.NOT_YET, false, List.of())));
        settlements.release(List.of(first));

        assertThat(settlements.finish(List.of(finished(first)))).isEmpty();
        assertThat(settlements.keepSteps(first.fence(), List.of("step"))).isFalse();
        assertThat(settlements.finish(List.of(finished(second.getFirst())))).hasSize(1);
    }

    private static List<LeasedDelivery> leftBehind(Inbox inbox) {
        inbox.overlooked();
        return inbox.claim(1);
    }

    @Test
    void whatNobodyKnowsOfAnInterruptedAttemptOutlivesWhoTookItOver() {
        RuntimeSchema schema = new RuntimeSchema(database.dataSource());
        Inbox dead = new Inbox(schema, Clock.systemUTC(), new Lease(UUID.randomUUID(), Duration.ofMillis(1)));
        dead.record(List.of(SampleEvents.placed(1, 1)), 1);
        Inbox heir = new Inbox(schema, Clock.systemUTC(), new Lease(UUID.randomUUID(), Duration.ofMinutes(1)));
        List<LeasedDelivery> taken = new ArrayList<>();
        await().atMost(LONG).until(() -> taken.addAll(leftBehind(heir)));
        new Settlements(schema, Clock.systemUTC()).release(taken);

        assertThat(heir.claim(1)).singleElement().matches(LeasedDelivery::mayHaveReachedDownstream);
    }

    private EngineFixture engine(List<String> effects) {
        return new EngineFixture(database, Duration.ofSeconds(60), (name, delivery) -> {
            effects.add(name);
            return Outcome.delivered();
        });
    }

    private static Settlement.Finished finished(LeasedDelivery delivery) {
        return new Settlement.Finished(delivery.fence(), Result.DELIVERED, "done", 1, 0, null);
    }
}
