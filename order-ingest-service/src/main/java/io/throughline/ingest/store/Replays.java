package io.throughline.ingest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code replay}: what was asked for, by whom, and how it stands. */
@Repository
public class Replays {

    /** Ends at what is settled now, so that a replay has an end however much is appended meanwhile. */
    private static final String REQUEST = """
            insert into replay (replay_id, target, orderkey, type, appended_from, appended_until, actor, reason,
                                requested_at, state, xid, position, end_xid, end_position, events)
            select :id, :target, :orderkey, :type, :from, :until, :actor, :reason, :now, 'running', 0, 0,
                   coalesce(e.xid, 0), coalesce(e.position, 0), :events
            from (select true) one
            left join lateral (
                select xid, position from order_event
                where xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                order by xid desc, position desc limit 1) e on true
            on conflict (replay_id) do nothing
            """;

    private static final String COUNT = """
            select count(*) from order_event e
            where xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
              and (:orderkey::text is null
                   or e.orderref = (select o.orderref from order_state o where o.orderkey = :orderkey))
              and (:type::text is null or e.type = :type)
              and (:from::timestamptz is null or e.appended_at >= :from)
              and (:until::timestamptz is null or e.appended_at < :until)
            """;

    private static final String FIND = """
            select * from replay where replay_id = :id
            """;

    private static final String LATEST = """
            select * from replay order by requested_at desc, replay_id limit :most
            """;

    private static final String CANCEL = """
            update replay set state = 'cancelled', ended_at = :now, ended_by = :actor
            where replay_id = :id and state = 'running'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Replays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many events of the log this selects now. */
    public long count(ReplaySelection selection) {
        return select(jdbc.sql(COUNT), selection).query(Long.class).single();
    }

    /**
     * Writes the wish down; what is known already stays as it is.
     *
     * @param id of the command
     * @return how it stands: another selection than the one given when the id was used for that before
     */
    public Replay request(UUID id, ReplaySelection selection, String actor, String reason) {
        select(jdbc.sql(REQUEST), selection)
                .param("id", id)
                .param("target", selection.target())
                .param("actor", actor)
                .param("reason", reason)
                .param("now", Columns.utc(clock.instant()))
                .param("events", count(selection))
                .update();
        return find(id).orElseThrow();
    }

    public Optional<Replay> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, index) -> replay(row)).optional();
    }

    /** The latest first. */
    public List<Replay> latest(int most) {
        return jdbc.sql(LATEST)
                .param("most", most)
                .query((row, index) -> replay(row))
                .list();
    }

    /** Ends it where it is; one that has ended stays as it ended. */
    public void cancel(UUID id, String actor) {
        jdbc.sql(CANCEL)
                .param("id", id)
                .param("actor", actor)
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    private static JdbcClient.StatementSpec select(JdbcClient.StatementSpec statement, ReplaySelection selection) {
        return statement
                .param("orderkey", selection.orderKey())
                .param("type", selection.type())
                .param("from", selection.from() == null ? null : Columns.utc(selection.from()))
                .param("until", selection.until() == null ? null : Columns.utc(selection.until()));
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getObject("replay_id", UUID.class),
                new ReplaySelection(
                        row.getString("target"),
                        row.getString("orderkey"),
                        row.getString("type"),
                        Columns.instantOrNull(row, "appended_from"),
                        Columns.instantOrNull(row, "appended_until")),
                row.getString("actor"),
                row.getString("reason"),
                Columns.instant(row, "requested_at"),
                row.getString("state"),
                row.getLong("events"),
                row.getLong("sent"),
                Columns.instantOrNull(row, "ended_at"),
                row.getString("ended_by"));
    }
}
