package io.throughline.backbone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.DatabaseFixture;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRelayIT {

    static final LogRelay.Settings SETTINGS =
            new LogRelay.Settings(10, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(2));

    final DatabaseFixture database = new DatabaseFixture();
    final List<String> sent = new CopyOnWriteArrayList<>();
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

    private void append(String word) {
        database.jdbc()
                .sql("insert into entry (word) values (:word)")
                .param("word", word)
                .update();
    }

    private final class Entries implements RelayedLog<String> {

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
                throw new IllegalStateException("receiver down");
            }
            rows.forEach(row -> sent.add(row.row()));
        }
    }
}
