package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulStopIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ORDERS = 1000;

    /** As many as the fixture's engine attempts at once. */
    private static final int AT_ONCE = 32;

    private static final String LEASED = "select count(*) from order_position where lease_owner is not null";

    private final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    private final CountDownLatch begun = new CountDownLatch(AT_ONCE);
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void close() {
        answers.countDown();
        database.close();
    }

    @Test
    void finishesWhatRunsAndReleasesAtOnceWhatWasNotBegun() throws InterruptedException {
        EngineFixture first = busy(LONG);
        assertThat(first.count(LEASED)).isGreaterThan(AT_ONCE);

        Thread stop = Thread.ofPlatform().start(first::close);
        await().atMost(LONG).until(() -> first.count(LEASED) == AT_ONCE);
        answers.countDown();
        stop.join();

        assertThat(first.handled).hasSize(AT_ONCE);
        assertThat(first.count("select count(*) from outcome where result = 'delivered'"))
                .isEqualTo(AT_ONCE);
        assertThat(first.count(LEASED)).isZero();
        assertThat(first.count("select count(*) from delivery")).isEqualTo(ORDERS - AT_ONCE);
        anotherFinishesTheRest(first.handled);
    }

    @Test
    void leavesWhatDoesNotFinishInTimeToItsLease() throws InterruptedException {
        EngineFixture first = busy(Duration.ofMillis(200));

        first.close();

        assertThat(answers.getCount()).as("still unanswered").isOne();
        assertThat(first.handled).isEmpty();
        assertThat(first.count(LEASED)).isEqualTo(AT_ONCE);
        assertThat(first.count("select count(*) from delivery")).isEqualTo(ORDERS);
    }

    /** With as many attempts under way as can be, none of which is answered, and as many orders leased as may be. */
    private EngineFixture busy(Duration shutdown) throws InterruptedException {
        EngineFixture engine = new EngineFixture(
                        database.dataSource(),
                        database.dataSource(),
                        new EngineFixture.Setting(LONG, EngineFixture.UNLIMITED, EngineFixture.QUICK_SWEEP, shutdown),
                        (name, delivery) -> {
                            begun.countDown();
                            awaitWhateverTheAlarmSays(answers);
                            return Outcome.delivered();
                        })
                .started();
        engine.receive(orders());
        begun.await();
        return engine;
    }

    /** Nothing has to wait for a lease to run out, which is a minute here. */
    private void anotherFinishesTheRest(List<String> before) {
        try (EngineFixture second =
                new EngineFixture(database, LONG, (name, delivery) -> Outcome.delivered()).started()) {
            await().atMost(LONG).until(() -> second.count("select count(*) from delivery") == 0);

            assertThat(second.handled).hasSize(ORDERS - AT_ONCE).doesNotContainAnyElementsOf(before);
        }
    }

    private static List<NewDelivery> orders() {
        return IntStream.rangeClosed(1, ORDERS)
                .mapToObj(order -> SampleEvents.placed(order, 1))
                .toList();
    }

    private static void awaitWhateverTheAlarmSays(CountDownLatch answers) {
        boolean answered = false;
        while (!answered) {
            try {
                answers.await();
                answered = true;
            } catch (InterruptedException alarm) {
                answered = answers.getCount() == 0;
            }
        }
    }
}
