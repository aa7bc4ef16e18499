package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.store.CallMembers;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallShareIT {

    static final Duration LONG = Duration.ofSeconds(30);
    static final int ADMITTED = 5;

    final DatabaseFixture database = new DatabaseFixture();
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
    void oneThatJoinsMakesNoCallBeforeTheOthersCanHaveSeenIt() {
        CallMembers first = members();
        CallMembers second = members();

        assertThat(first.part(ADMITTED, LONG)).isEqualTo(ADMITTED);
        CallShare joining = new CallShare(second, ADMITTED, Duration.ofHours(1));
        instances.add(joining);
        joining.start();
        await().atMost(LONG).until(() -> first.part(ADMITTED, LONG) < ADMITTED);

        assertThat(joining.permitted()).isZero();
    }

    @Test
    void oneThatDiedIsForgotten() {
        members().part(ADMITTED, LONG);
        CallMembers heir = members();
        assertThat(heir.part(ADMITTED, LONG)).isLessThan(ADMITTED);

        await().atMost(LONG).until(() -> heir.part(ADMITTED, Duration.ofMillis(50)) == ADMITTED);
    }

    @Test
    void withoutALimitNothingIsHeldBack() {
        assertThat(new CallShare(members(), 0, LONG).permitted()).isEqualTo(Integer.MAX_VALUE);
    }

    private List<Integer> parts() {
        return instances.stream().map(CallShare::permitted).sorted().toList();
    }

    private void join() {
        CallShare instance = new CallShare(members(), ADMITTED, Duration.ofMillis(200));
        instances.add(instance);
        instance.start();
    }

    private CallMembers members() {
        return new CallMembers(schema, "shop", UUID.randomUUID());
    }
}
