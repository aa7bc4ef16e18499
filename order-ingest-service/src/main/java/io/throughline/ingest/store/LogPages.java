package io.throughline.ingest.store;

import io.throughline.backbone.database.LogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of events without their bodies, for readers who come back with the place they reached. */
@Repository
public class LogPages {

    private static final String PAGE = """
            select xid, position, event_id, orderref, orderseq, orderkey, type, accepted_at, appended_at, test
            from order_event
            where (xid, position) > (:xid, :position)
              and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            order by xid, position
            limit :limit
            """;

    /** What is committed and cannot be told of yet, because a transaction that began earlier still runs. */
    private static final String HELD = """
            select min(appended_at) as held_since
            from order_event
            where xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            """;

    /** A transaction that runs may have begun then, whatever is visible now. */
    private static final String SINCE = """
            select least(min(xid), pg_snapshot_xmin(pg_current_snapshot())::text::bigint) as xid
            from order_event
            where appended_at >= :since
            """;

    private final JdbcClient jdbc;

    LogPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One event of the log, without personal data.
     *
     * @param acceptedAt absent on an event that an earlier release appended, as is {@code test}
     */
    public record Line(
            LogPosition position,
            UUID eventId,
            UUID orderRef,
            int sequence,
            String orderKey,
            String type,
            @Nullable Instant acceptedAt,
            Instant appendedAt,
            @Nullable Boolean test) {}

    /** The next events after this position, below the oldest running transaction; none is ever added before them. */
    public List<Line> after(LogPosition position, int limit) {
        return jdbc.sql(PAGE)
                .param("xid", position.xid())
                .param("position", position.position())
                .param("limit", limit)
                .query((row, index) -> line(row))
                .list();
    }

    /** When the oldest event was appended that is committed and held back by a running transaction. */
    public Optional<Instant> heldSince() {
        return jdbc.sql(HELD)
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "held_since")))
                .single();
    }

    /** A position before everything appended from this instant on. */
    public LogPosition before(Instant since) {
        return jdbc.sql(SINCE)
                .param("since", Columns.utc(since))
                .query((row, index) -> new LogPosition(row.getLong("xid"), 0))
                .single();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new LogPosition(row.getLong("xid"), row.getLong("position")),
                row.getObject("event_id", UUID.class),
                row.getObject("orderref", UUID.class),
                row.getInt("orderseq"),
                row.getString("orderkey"),
                row.getString("type"),
                Columns.instantOrNull(row, "accepted_at"),
                Columns.instant(row, "appended_at"),
                row.getObject("test", Boolean.class));
    }
}
