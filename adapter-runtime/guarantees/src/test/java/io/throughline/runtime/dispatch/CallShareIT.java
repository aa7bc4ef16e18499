package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.CallMembers;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallShareIT {

    static final Duration LONG = Duration.ofSeconds(30);
    static final int ADMITTED = 5;

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    final List<CallShare> instances = new ArrayList<>();

    @AfterEach
    void close() {
        instances.forEach(CallShare::stop);
        database.close();
    }

    @Test
    void fourInstancesShareWhatIsAdmittedAtOnceAndTakeOverThePartOfOneThatLeft() {
        IntStream.range(0, 4).forEach(n -> join());

        await().atMost(LONG).until(() -> parts().equals(List.of(1, 1, 1, 2)));
        instances.removeFirst().stop();

        await().atMost(LONG).until(() -> parts().equals(List.of(1, 2, 2)));
    }

    @Test
    void oneThatJoinsHasAPlaceOnlyWhenAnotherHasLeftIt() throws Exception {
        CallShare first = join();
        await().atMost(LONG).until(() -> first.permitted() == ADMITTED);
        List<Turn> calls = enterAll(first, ADMITTED);

        CallShare joined = join();
        await().atMost(LONG).until(() -> first.permitted() < ADMITTED);
        beatsGoOn();
        beatsGoOn();
        assertThat(joined.permitted()).isZero();
        assertThat(first.enter(System.nanoTime())).isEmpty();

        // One of the two has the odd one.
        int part = ADMITTED - first.permitted();
        for (int left = 1; left <= part; left++) {
            calls.removeLast().close();
            int places = left;
            await().atMost(LONG).until(() -> joined.permitted() == places);
        }
        calls.addAll(enterAll(joined, part));
        assertThat(joined.enter(System.nanoTime())).isEmpty();
        assertThat(first.enter(System.nanoTime())).isEmpty();
        calls.forEach(Turn::close);
    }

    @Test
    void callsThatBelongToNoAttemptHaveOnePlaceInAnInstanceAndLeaveTheOthersToDeliveries() throws Exception {
        CallShare share = join();
        await().atMost(LONG).until(() -> share.permitted() == ADMITTED);
        CallRate rate = new CallRate(new CallRates(schema, EngineFixture.UNLIMITED), share, LONG);
        TurnGuard hasty = new TurnGuard(rate, Duration.ofMillis(1));

        Turn close = hasty.awaitTurn();
        assertThatExceptionOfType(CallRefused.class).isThrownBy(hasty::awaitTurn);
        List<Turn> deliveries = enterAll(share, ADMITTED - 1);
        assertThat(share.enter(System.nanoTime())).isEmpty();

        close.close();
        close.close();
        deliveries.addAll(enterAll(share, 1));
        assertThatExceptionOfType(CallRefused.class).isThrownBy(hasty::awaitTurn);
        deliveries.removeLast().close();
        hasty.awaitTurn().close();
        deliveries.forEach(Turn::close);
    }

    @Test
    void oneThatDiedIsForgotten() {
        members().take(ADMITTED, LONG, part -> ADMITTED);
        CallMembers heir = members();
        assertThat(heir.take(ADMITTED, LONG, part -> 0)).isZero();

        await().atMost(LONG).until(() -> heir.take(ADMITTED, Duration.ofMillis(50), part -> 0) == ADMITTED);
    }

    @Test
    void withoutALimitNothingIsHeldBack() {
        assertThat(new CallShare(members(), 0, LONG).permitted()).isEqualTo(Integer.MAX_VALUE);
    }

    private List<Integer> parts() {
        return instances.stream().map(CallShare::permitted).sorted().toList();
    }

    private CallShare join() {
        CallShare instance = new CallShare(members(), ADMITTED, Duration.ofMillis(200));
        instances.add(instance);
        instance.start();
        return instance;
    }

    private static List<Turn> enterAll(CallShare share, int calls) throws InterruptedException {
        List<Turn> turns = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            turns.add(share.enter(System.nanoTime() + LONG.toNanos()).orElseThrow());
        }
        return turns;
    }

    /** Every instance has asked again for what it may have. */
    private void beatsGoOn() {
        Instant now = seen().stream().max(Comparator.naturalOrder()).orElseThrow();
        await().atMost(LONG).until(() -> seen().stream().allMatch(now::isBefore));
    }

    private List<Instant> seen() {
        return database.jdbc()
                .sql("select seen_at from call_member")
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private CallMembers members() {
        return new CallMembers(schema, "shop", UUID.randomUUID());
    }
}
