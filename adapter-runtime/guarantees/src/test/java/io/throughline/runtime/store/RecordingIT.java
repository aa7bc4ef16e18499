package io.throughline.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingIT {

    static final Duration LONG = Duration.ofSeconds(30);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final Inbox inbox = new Inbox(
            new RuntimeSchema(database.dataSource()),
            Clock.systemUTC(),
            new Lease(UUID.randomUUID(), Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatAnotherInstanceWritesDownAtTheSameMomentIsSuppressedAndTheRestIsBegun() throws Exception {
        NewDelivery theirs = SampleEvents.placed(1, 1);
        Inbox.Recorded recorded = whileAnotherInstance(
                """
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at, due_at)
                values ('%s', 1, '%s', 'k', 't', '', now(), now(), now())
                """.formatted(theirs.orderRef(), theirs.eventId()), List.of(theirs, SampleEvents.placed(2, 1)));

        assertThat(recorded.suppressed()).isOne();
        assertThat(recorded.conflicting()).isEmpty();
        assertThat(started(recorded)).containsExactly(SampleEvents.orderRef(2));
        assertThat(database.jdbc()
                        .sql("select count(*) from delivery")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anOrderThatAnotherInstanceTakesAtTheSameMomentIsNotBegunAndLookedAtAgain() throws Exception {
        Inbox.Recorded recorded = whileAnotherInstance(
                """
                insert into order_position (orderref, finished, lease_owner, lease_until)
                values ('%s', 0, gen_random_uuid(), now() + interval '1 hour')
                """.formatted(SampleEvents.orderRef(1)), List.of(SampleEvents.placed(1, 1), SampleEvents.placed(2, 1)));

        assertThat(recorded.suppressed()).isZero();
        assertThat(recorded.lookAgain()).containsExactly(SampleEvents.orderRef(1));
        assertThat(started(recorded)).containsExactly(SampleEvents.orderRef(2));
    }

    @Test
    void anEventThatIsTwiceInOneBatchIsWrittenDownOnceAndItsRivalIsNamed() {
        NewDelivery event = SampleEvents.placed(1, 1);
        NewDelivery rival = new NewDelivery(
                event.orderRef(),
                event.sequence(),
                UUID.randomUUID(),
                event.orderKey(),
                event.type(),
                event.body(),
                event.acceptedAt());

        Inbox.Recorded recorded = inbox.record(List.of(event, rival, event, SampleEvents.placed(1, 2)), 10);

        assertThat(recorded.suppressed()).isOne();
        assertThat(recorded.conflicting()).containsExactly(rival.eventId());
        assertThat(recorded.started()).extracting(LeasedDelivery::eventId).containsExactly(event.eventId());
    }

    private Inbox.Recorded whileAnotherInstance(String writes, List<NewDelivery> batch) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(writes);
            Future<Inbox.Recorded> recorded = thread.submit(() -> inbox.record(batch, 10));
            await().atMost(LONG)
                    .until(() -> database.jdbc()
                                    .sql("select count(*) from pg_stat_activity"
                                            + " where datname = current_database() and wait_event_type = 'Lock'")
                                    .query(Integer.class)
                                    .single()
                            == 1);
            other.commit();
            return recorded.get();
        }
    }

    private static List<UUID> started(Inbox.Recorded recorded) {
        return recorded.started().stream()
                .map(leased -> leased.fence().id().orderRef())
                .toList();
    }
}
