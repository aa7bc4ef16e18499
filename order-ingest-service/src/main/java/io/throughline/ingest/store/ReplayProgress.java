package io.throughline.ingest.store;

import io.throughline.backbone.database.LogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each replay is, and which instance is at it: one at a time, until its lease runs out. */
@Repository
public class ReplayProgress {

    private static final String LEASE = """
            update replay
            set lease_owner = :owner, lease_until = now() + make_interval(secs => :seconds)
            where replay_id = (
                select replay_id from replay
                where state = 'running' and (lease_owner = :owner or lease_until < now())
                order by requested_at, replay_id limit 1
                for update skip locked)
            returning replay_id, target
            """;

    private static final String NEXT = """
            select e.xid, e.position, e.event_id, e.orderref, e.orderseq, e.orderkey, e.type, e.webhook_id,
                   e.traceparent, e.accepted_at, e.test, e.body
            from replay r
            join order_event e on (e.xid, e.position) > (r.xid, r.position)
              and (e.xid, e.position) <= (r.end_xid, r.end_position)
              and (r.orderkey is null
                   or e.orderref = (select o.orderref from order_state o where o.orderkey = r.orderkey))
              and (r.type is null or e.type = r.type)
              and (r.appended_from is null or e.appended_at >= r.appended_from)
              and (r.appended_until is null or e.appended_at < r.appended_until)
            where r.replay_id = :id
            order by e.xid, e.position
            limit :limit
            """;

    private static final String ADVANCE = """
            update replay
            set xid = :xid, position = :position, sent = sent + :sent,
                lease_until = now() + make_interval(secs => :seconds)
            where replay_id = :id and lease_owner = :owner and state = 'running'
            """;

    private static final String END = """
            update replay set state = 'done', ended_at = :now
            where replay_id = :id and lease_owner = :owner and state = 'running'
            """;

    private static final String RELEASE = """
            update replay set lease_until = '-infinity' where lease_owner = :owner and state = 'running'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID owner = UUID.randomUUID();

    ReplayProgress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A replay that is ours for now. */
    public record Leased(UUID replayId, String target) {}

    /** One event of it. */
    public record Place(LogPosition position, LoggedEvent event) {}

    /** The oldest that nobody is at, or the one that we are at. */
    public Optional<Leased> lease(Duration length) {
        return jdbc.sql(LEASE)
                .param("owner", owner)
                .param("seconds", length.toMillis() / 1000.0)
                .query((row, index) -> new Leased(row.getObject("replay_id", UUID.class), row.getString("target")))
                .optional();
    }

    /** What is to be sent next, in the log's order. */
    public List<Place> next(Leased replay, int limit) {
        return jdbc.sql(NEXT)
                .param("id", replay.replayId())
                .param("limit", limit)
                .query((row, index) -> place(row))
                .list();
    }

    /** These were sent. */
    public void advance(Leased replay, List<Place> sent, Duration lease) {
        LogPosition reached = sent.getLast().position();
        jdbc.sql(ADVANCE)
                .param("id", replay.replayId())
                .param("owner", owner)
                .param("xid", reached.xid())
                .param("position", reached.position())
                .param("sent", sent.size())
                .param("seconds", lease.toMillis() / 1000.0)
                .update();
    }

    /** There is no more of it. */
    public void end(Leased replay) {
        jdbc.sql(END)
                .param("id", replay.replayId())
                .param("owner", owner)
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    /** Leaves it to others. */
    public void release() {
        jdbc.sql(RELEASE).param("owner", owner).update();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(new LogPosition(row.getLong("xid"), row.getLong("position")), EventLog.event(row));
    }
}
