package io.throughline.stack.database;

import io.throughline.backbone.json.Deflated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What ingest has written down. */
public final class IngestTables {

    private static final int LARGEST_EVENT = 1_000_000;

    private static final String UNENDED = """
            select count(*) from webhook w where not exists (select 1 from webhook_end e where e.webhook_id = w.id)
            """;

    private static final String ENDS = """
            select e.result, count(*) from webhook_end e join webhook w on w.id = e.webhook_id
            where w.topic is distinct from 'reconcile' group by e.result
            """;

    private static final String QUARANTINED = """
            select coalesce(orderkey, '') || ' ' || coalesce(code, '') || ': ' || coalesce(detail, '')
            from webhook_end where result = 'quarantined' order by ended_at
            """;

    private static final String EVENTS_OF_TYPE = """
            select event_id, orderref, orderseq, orderkey, type, webhook_id, body from order_event
            where type = ? order by xid, position limit ?
            """;

    private static final String EVENTS_OF_ORDER = """
            select event_id, orderref, orderseq, orderkey, type, webhook_id, body from order_event
            where orderkey = ? order by orderseq
            """;

    private static final String SKIP = """
            update relay set (xid, position) =
                (select xid, position from order_event order by xid desc, position desc limit 1)
            """;

    private static final String TAKE_LEASE = """
            update relay set lease_owner = ?, lease_until = now() + interval '1 hour'
            """;

    private static final String GIVE_LEASE_BACK = """
            update relay set lease_owner = null, lease_until = '-infinity' where lease_owner = ?
            """;

    private final Database database;

    public IngestTables(PostgresServer server) {
        this.database = new Database(server, "ingest");
    }

    /** Accepted webhooks, quarantined ones included. */
    public long accepted() {
        return database.count("select count(*) from webhook where topic is distinct from 'reconcile'");
    }

    /** How many of these orders no webhook told of, and were found and made good. */
    public long repaired(Collection<String> orderKeys) {
        return database.count(
                "select count(distinct orderkey) from reconciliation_gap"
                        + " where repaired_at is not null and orderkey = any(?)",
                (Object) orderKeys.toArray(String[]::new));
    }

    /** Accepted webhooks of which it is not said how they ended. */
    public long unended() {
        return database.count(UNENDED);
    }

    /** How many webhooks ended in each way: {@code events}, {@code no-change}, {@code quarantined}. */
    public Map<String, Long> ends() {
        return database.query(ENDS, row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Why each quarantined webhook was not understood. */
    public List<String> quarantined() {
        return database.query(QUARANTINED, row -> row.getString(1));
    }

    public long refused() {
        return database.count("select count(*) from refused_webhook");
    }

    /** All events in the log. */
    public long events() {
        return database.count("select count(*) from order_event");
    }

    /** Events of an order in the log. */
    public long eventsOf(String orderKey) {
        return database.count("select count(*) from order_event where orderkey = ?", orderKey);
    }

    /** The oldest events of a type. */
    public List<LoggedEvent> events(String type, int limit) {
        return database.query(EVENTS_OF_TYPE, IngestTables::event, type, limit);
    }

    /** An order's events in their order. */
    public List<LoggedEvent> eventsIn(String orderKey) {
        return database.query(EVENTS_OF_ORDER, IngestTables::event, orderKey);
    }

    /** Breaks something: an order's events disappear from the log. */
    public int deleteEvents(String orderKey) {
        return database.change("delete from order_event where orderkey = ?", orderKey);
    }

    /** Breaks something: nobody relays the log until the lease is given back. */
    public UUID takeRelayLease() {
        UUID thief = UUID.randomUUID();
        if (database.change(TAKE_LEASE, thief) == 0) {
            throw new IllegalStateException("Ingest has no relay whose lease could be taken");
        }
        return thief;
    }

    /** Breaks something: what is in the log counts as relayed. */
    public void skipRelay() {
        database.change(SKIP);
    }

    public void giveRelayLeaseBack(UUID thief) {
        database.change(GIVE_LEASE_BACK, thief);
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                Deflated.inflate(row.getBytes(7), LARGEST_EVENT));
    }
}
