package io.throughline.backbone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.CountingDataSource;
import io.throughline.backbone.testing.DatabaseFixture;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LogRelayIT {

    static final LogRelay.Settings SETTINGS =
            new LogRelay.Settings(10, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(2));

    final DatabaseFixture database = new DatabaseFixture();
    final List<String> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger refused = new AtomicInteger();
    volatile boolean receiverDown;

    @BeforeEach
    void createTables() {
        database.jdbc().sql("""
                create table relay (name text primary key, xid bigint not null default 0,
                    position bigint not null default 0, lease_owner uuid,
                    lease_until timestamptz not null default '-infinity')
                """).update();
        database.jdbc().sql("""
                create table entry (position bigint generated always as identity,
                    xid bigint not null default (pg_current_xact_id()::text::bigint), word text not null)
                """).update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sendsEveryRowOnceInOrder() {
        try (LogRelay<String> relay = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            for (int number = 1; number <= 25; number++) {
                append("row " + number);
            }
            relay.signal();

            await().atMost(Duration.ofSeconds(10)).until(() -> sent.size() >= 25);
        }
        assertThat(sent)
                .hasSize(25)
                .startsWith("row 1", "row 2")
                .endsWith("row 25")
                .doesNotHaveDuplicates();
    }

    @Test
    void doesNotSkipARowThatCommitsAfterALaterOne() throws Exception {
        try (LogRelay<String> relay = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS);
                Connection slow = database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("insert into entry (word) values ('slow')");
            append("fast");
            relay.signal();

            slow.commit();
            slow.setAutoCommit(true);

            await().atMost(Duration.ofSeconds(10)).until(() -> sent.size() == 2);
        }
        assertThat(sent).containsExactly("slow", "fast");
    }

    @Test
    void sendsAgainWhatTheReceiverDidNotTake() {
        receiverDown = true;
        try (LogRelay<String> relay = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            append("kept");
            relay.signal();

            receiverDown = false;

            await().atMost(Duration.ofSeconds(10)).until(() -> sent.contains("kept"));
        }
    }

    @Test
    void ofTwoRelaysOneSendsAndTheOtherStandsBy() {
        try (LogRelay<String> one = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS);
                LogRelay<String> other = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            for (int number = 1; number <= 60; number++) {
                append("row " + number);
                one.signal();
                other.signal();
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> sent.size() >= 60);
        }
        assertThat(sent).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void theOtherTakesOverWhenTheLeaseOfADeadOneEnds() {
        database.jdbc().sql("""
                insert into relay (name, lease_owner, lease_until)
                values ('entries', gen_random_uuid(), now() + interval '2 seconds')
                """).update();
        append("left behind");
        try (LogRelay<String> standby = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            standby.signal();

            await().atMost(Duration.ofSeconds(30)).until(() -> sent.contains("left behind"));
        }
    }

    @Test
    void oneThatDiesBetweenSendingAndMarkingLosesNothingAndWhatComesTwiceIsTheSame() {
        Entries dying = new Entries() {
            @Override
            public void send(List<LogEntry<String>> rows) {
                super.send(rows);
                throw new IllegalStateException("killed after publishing, before marking");
            }
        };
        append("one");
        append("two");
        LogRelay<String> killed = new LogRelay<>(database.jdbc(), dying, SETTINGS);
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.size() >= 2);
        killed.close();

        try (LogRelay<String> next = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            append("three");
            next.signal();
            await().atMost(Duration.ofSeconds(30)).until(() -> sent.contains("three"));
        }
        assertThat(sent.stream().distinct()).containsExactly("one", "two", "three");
    }

    @Test
    void oneWhoseLeaseWasTakenMovesNoCursorBack() {
        RelayCursor slow = new RelayCursor(database.jdbc(), "entries", Duration.ofSeconds(5));
        RelayCursor next = new RelayCursor(database.jdbc(), "entries", Duration.ofSeconds(5));
        slow.create();
        assertThat(slow.lease()).contains(LogPosition.START);
        assertThat(next.lease()).isEmpty();
        database.jdbc()
                .sql("update relay set lease_until = now() - interval '1 second'")
                .update();
        assertThat(next.lease()).contains(LogPosition.START);

        assertThat(next.advance(new LogPosition(7, 7))).isTrue();
        assertThat(slow.advance(new LogPosition(3, 3))).isFalse();

        assertThat(next.lease()).contains(new LogPosition(7, 7));
    }

    @Test
    void afterAnOutageTheBacklogIsSentInOrderByOneAlone() {
        receiverDown = true;
        try (LogRelay<String> one = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS);
                LogRelay<String> other = new LogRelay<>(database.jdbc(), new Entries(), SETTINGS)) {
            List<String> words = IntStream.rangeClosed(1, 120)
                    .mapToObj(number -> "row " + number)
                    .toList();
            words.forEach(this::append);
            one.signal();
            other.signal();
            await().atMost(Duration.ofSeconds(30)).until(() -> refused.get() >= 3);

            receiverDown = false;

            await().atMost(Duration.ofSeconds(30)).until(() -> sent.size() >= 120);
            assertThat(sent).containsExactlyElementsOf(words);
        }
    }

    @Test
    void oneThatStandsByHeedsNoSignalAndAsksOnceASweep() {
        CountingDataSource counted = new CountingDataSource(database.dataSource());
        LogRelay.Settings rare =
                new LogRelay.Settings(10, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(2));
        RelayCursor active = new RelayCursor(database.jdbc(), "entries", Duration.ofMinutes(5));
        active.create();
        assertThat(active.lease()).isPresent();
        try (LogRelay<String> standby = new LogRelay<>(JdbcClient.create(counted), new Entries(), rare)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> counted.roundTrips("relay-entries") == 2);

            IntStream.range(0, 1_000).forEach(signal -> standby.signal());
            append("for the active one");

            await().during(Duration.ofMillis(300)).until(() -> counted.roundTrips("relay-entries") == 2);
        }
    }

    @Test
    void isWokenByWhatAnotherInstanceCommitsWithoutASweep() {
        LogRelay.Settings rare =
                new LogRelay.Settings(10, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(2));
        try (LogRelay<String> relay = new LogRelay<>(database.jdbc(), new Entries(), rare);
                Notifications notifications = new Notifications(database.dataSource(), "entry", relay::signal)) {
            assertThat(notifications).isNotNull();
            append("first");
            for (int number = 1; number <= 20; number++) {
                String word = "row " + number;
                append(word);
                database.jdbc().sql("notify entry").update();
                await().atMost(Duration.ofSeconds(30)).until(() -> sent.contains(word));
            }
        }
    }

    private void append(String word) {
        database.jdbc()
                .sql("insert into entry (word) values (:word)")
                .param("word", word)
                .update();
    }

    private class Entries implements RelayedLog<String> {

        @Override
        public String name() {
            return "entries";
        }

        @Override
        public List<LogEntry<String>> after(LogPosition position, int limit) {
            return database.jdbc()
                    .sql("""
                            select xid, position, word,
                                   xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
                            from entry where (xid, position) > (:xid, :position)
                            order by xid, position limit :limit
                            """)
                    .param("xid", position.xid())
                    .param("position", position.position())
                    .param("limit", limit)
                    .query((row, index) -> new LogEntry<>(
                            new LogPosition(row.getLong("xid"), row.getLong("position")),
                            row.getBoolean("settled"),
                            row.getString("word")))
                    .list();
        }

        @Override
        public void send(List<LogEntry<String>> rows) {
            if (receiverDown) {
                refused.incrementAndGet();
                throw new IllegalStateException("receiver down");
            }
            rows.forEach(row -> sent.add(row.row()));
        }
    }
}
