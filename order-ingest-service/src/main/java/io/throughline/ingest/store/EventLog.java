package io.throughline.ingest.store;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.LogRelay;
import io.throughline.backbone.database.Notifications;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.backbone.json.Deflated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code order_event}: every event of every order, in the order of commits. */
@Repository
public class EventLog {

    /** The log's name in table {@code relay}. */
    public static final String NAME = "order_event";

    private static final String APPEND = """
            insert into order_event (event_id, orderref, orderseq, orderkey, type, webhook_id, traceparent,
                                     accepted_at, test, body)
            select * from unnest(:event_ids, :orderrefs, :orderseqs, :orderkeys, :types, :webhook_ids,
                                 :traceparents, :accepted_ats, :tests, :bodies)
            """;

    private static final String AFTER = """
            select xid, position, event_id, orderref, orderseq, orderkey, type, webhook_id, traceparent,
                   accepted_at, test, body,
                   xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
            from order_event
            where (xid, position) > (:xid, :position)
            order by xid, position
            limit :limit
            """;

    private static final String BACKLOG = """
            select count(*) as pending, coalesce(extract(epoch from now() - min(e.appended_at)), 0) as oldest
            from order_event e
            where (e.xid, e.position) >
                (coalesce((select r.xid from relay r where r.name = :name), 0),
                 coalesce((select r.position from relay r where r.name = :name), 0))
            """;

    private static final String BODY = """
            select body from order_event where event_id = :event_id
            """;

    private static final String ERASED_BODY = """
            select e.body from order_event e join order_state s on s.orderkey = e.orderkey
            where e.event_id = :event_id and s.erased
            """;

    private static final int LARGEST_BODY = 1 << 28;

    private final JdbcClient jdbc;
    private final DataSource database;

    EventLog(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * What waits to be relayed.
     *
     * @param oldestSeconds age of the oldest event that waits; 0 when none does
     */
    public record Backlog(long pending, double oldestSeconds) {}

    /** Starts relaying from this database; close what is returned to stop. */
    public <T> LogRelay<T> relay(RelayedLog<T> log, LogRelay.Settings settings) {
        return new LogRelay<>(jdbc, log, settings);
    }

    /** Starts telling whenever events are appended by any instance; close what is returned to stop. */
    public Notifications appended(Runnable told) {
        return new Notifications(database, NAME, told);
    }

    public List<LogEntry<LoggedEvent>> after(LogPosition position, int limit) {
        return jdbc.sql(AFTER)
                .param("xid", position.xid())
                .param("position", position.position())
                .param("limit", limit)
                .query((row, index) -> entry(row))
                .list();
    }

    /** The CloudEvents document of one event. */
    public Optional<byte[]> body(UUID eventId) {
        return body(BODY, eventId);
    }

    /** The same, if whoever the order was of is erased, and with them what told of them in the event. */
    public Optional<byte[]> erasedBody(UUID eventId) {
        return body(ERASED_BODY, eventId);
    }

    private Optional<byte[]> body(String sql, UUID eventId) {
        return jdbc.sql(sql)
                .param("event_id", eventId)
                .query((row, index) -> Deflated.inflate(row.getBytes("body"), LARGEST_BODY))
                .optional();
    }

    public Backlog backlog() {
        return jdbc.sql(BACKLOG)
                .param("name", NAME)
                .query((row, index) -> new Backlog(row.getLong("pending"), row.getDouble("oldest")))
                .single();
    }

    void append(List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql(APPEND)
                .param("event_ids", Columns.of("uuid", events, LoggedEvent::eventId))
                .param("orderrefs", Columns.of("uuid", events, LoggedEvent::orderRef))
                .param("orderseqs", Columns.of("int4", events, LoggedEvent::sequence))
                .param("orderkeys", Columns.of("text", events, LoggedEvent::orderKey))
                .param("types", Columns.of("text", events, LoggedEvent::type))
                .param("webhook_ids", Columns.of("uuid", events, LoggedEvent::webhookId))
                .param("traceparents", Columns.of("text", events, LoggedEvent::traceparent))
                .param("accepted_ats", Columns.of("timestamptz", events, LoggedEvent::acceptedAt))
                .param("tests", Columns.of("bool", events, LoggedEvent::test))
                .param("bodies", Columns.ofBytes(events, event -> Deflated.deflate(event.body())))
                .update();
    }

    private static LogEntry<LoggedEvent> entry(ResultSet row) throws SQLException {
        LogPosition position = new LogPosition(row.getLong("xid"), row.getLong("position"));
        return new LogEntry<>(position, row.getBoolean("settled"), event(row));
    }

    static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getObject("event_id", UUID.class),
                row.getObject("orderref", UUID.class),
                row.getInt("orderseq"),
                row.getString("orderkey"),
                row.getString("type"),
                row.getObject("webhook_id", UUID.class),
                row.getString("traceparent"),
                Columns.instantOrNull(row, "accepted_at"),
                row.getObject("test", Boolean.class),
                Deflated.inflate(row.getBytes("body"), LARGEST_BODY));
    }
}
