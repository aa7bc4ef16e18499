package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.OrderPlaced;
import io.throughline.events.outcome.SentField;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries of different orders that are carried out in one call. */
class GroupsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MOST = 10;
    private static final String BAD = order(13);

    private final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private static String order(int number) {
        return "standard:shop:" + number;
    }

    private EngineFixture engine(Consumer<List<Owed<OrderPlaced>>> behaviour) {
        return new EngineFixture(database, GroupHandler.of(OrderPlaced.TYPE, MOST, group -> {
            calls.add(group.stream().map(owed -> owed.event().orderKey()).toList());
            behaviour.accept(group);
        }));
    }

    private static List<NewDelivery> firstEvents(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> SampleEvents.placed(number, 1))
                .toList();
    }

    private static boolean isBad(Owed<OrderPlaced> owed) {
        return owed.event().orderKey().equals(BAD);
    }

    private static void deliver(List<Owed<OrderPlaced>> group) {
        group.forEach(owed -> owed.ended(Outcome.delivered("made")));
    }

    @Test
    void takesWhatIsDueOfDifferentOrdersAndWaitsForNobody() {
        try (EngineFixture engine = engine(GroupsIT::deliver)) {
            engine.receive(firstEvents(1, 35));
            engine.receive(List.of(SampleEvents.placed(1, 2)));
            engine.started();
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 36);
            engine.receive(firstEvents(36, 36));
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 37);

            assertThat(calls)
                    .allSatisfy(call ->
                            assertThat(call).hasSizeLessThanOrEqualTo(MOST).doesNotHaveDuplicates());
            assertThat(calls).anySatisfy(call -> assertThat(call).hasSize(MOST));
            assertThat(calls.getLast()).containsExactly(order(36));
            assertThat(calls.stream().flatMap(List::stream)).hasSize(37);
        }
    }

    @Test
    void parksTheOneAtFaultWithWhatConcernsItAndDeliversTheOthers() {
        try (EngineFixture engine = engine(group -> group.forEach(owed -> {
            if (isBad(owed)) {
                owed.failed(
                        new PermanentFailure("no-good", "It is no good", null),
                        new Owed.Evidence("{\"asked\":13}", "{\"said\":\"no\"}"));
            } else {
                owed.ended(Outcome.delivered());
            }
        }))) {
            engine.receive(firstEvents(1, 20));
            engine.started();
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);

            assertThat(engine.count("select count(*) from outcome where code = 'done'"))
                    .isEqualTo(19);
            assertThat(engine.jdbc()
                            .sql("select code || ' ' || request || ' ' || answer from delivery")
                            .query(String.class)
                            .single())
                    .startsWith("no-good")
                    .contains("{\"asked\":13}", "{\"said\":\"no\"}");
            assertThat(new OutcomeLog(new RuntimeSchema(database.dataSource())).after(LogPosition.START, 20))
                    .extracting(entry -> entry.row().exchange())
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .satisfies(told -> {
                        assertThat(told.fields()).extracting(SentField::path).containsExactly("/asked");
                        assertThat(told.answer()).isEqualTo("{\"said\":\"no\"}");
                    });
        }
    }

    @Test
    void halvesAGroupThatIsRefusedUntilTheOneAtFaultStandsAlone() {
        try (EngineFixture engine = engine(group -> {
            if (group.stream().anyMatch(GroupsIT::isBad)) {
                throw new PermanentFailure("no-good", "Something in it is no good", null);
            }
            deliver(group);
        })) {
            engine.receive(firstEvents(1, 20));
            engine.started();
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);

            assertThat(engine.count("select count(*) from outcome where code = 'done'"))
                    .isEqualTo(19);
            assertThat(engine.jdbc()
                            .sql("select code || ' ' || attempts from delivery")
                            .query(String.class)
                            .single())
                    .isEqualTo("no-good 1");
        }
    }

    @Test
    void triesAgainWhatWasNotAnsweredAndNothingElse() {
        List<String> again = new CopyOnWriteArrayList<>();
        try (EngineFixture engine = engine(group -> {
            List<Owed<OrderPlaced>> late =
                    group.stream().filter(owed -> owed.delivery().attempt() > 1).toList();
            late.forEach(owed -> again.add(owed.event().orderKey()
                    + owed.delivery().finishedSteps()
                    + owed.delivery().mayHaveReachedDownstream()));
            deliver(group.stream().filter(owed -> !isBad(owed)).toList());
            if (group.stream().anyMatch(GroupsIT::isBad) && late.isEmpty()) {
                group.stream()
                        .filter(GroupsIT::isBad)
                        .forEach(owed -> owed.delivery().finish("half"));
                throw new TransientFailure(Kind.UNKNOWN, "no-answer", "It went away", null);
            }
            deliver(group);
        })) {
            engine.receive(firstEvents(1, 20));
            engine.started();
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);

            assertThat(again).containsExactly(BAD + "[half]true");
            assertThat(engine.count("select count(*) from outcome where code = 'done'"))
                    .isEqualTo(20);
        }
    }

    @Test
    void failsNoOtherAttemptThanThatOfAnEventThatIsNotAnswered() {
        try (EngineFixture engine = engine(group -> deliver(group.stream()
                .filter(owed -> !isBad(owed) || owed.delivery().attempt() > 1)
                .toList()))) {
            engine.receive(firstEvents(1, 20));
            engine.started();
            await().atMost(LONG).until(() -> engine.count("select count(*) from outcome") == 20);

            assertThat(calls.stream().flatMap(List::stream))
                    .hasSize(21)
                    .filteredOn(BAD::equals)
                    .hasSize(2);
        }
    }
}
