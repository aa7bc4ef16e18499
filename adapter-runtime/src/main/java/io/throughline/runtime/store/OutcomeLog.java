package io.throughline.runtime.store;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outcomes of this adapter in the order they were committed. */
public final class OutcomeLog {

    private static final String AFTER = """
            select o.*, o.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
            from outcome o
            where (o.xid, o.position) > (:xid, :position)
            order by o.xid, o.position
            limit :limit
            """;

    /** Reads the days since alone. */
    private static final String SINCE = """
            select o.*, o.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
            from outcome o
            where o.at >= :since
            order by o.xid, o.position
            limit :limit
            """;

    private static final String MAINTAIN = """
            select maintain_outcome_partitions(:today, :days_ahead, :retention_days)
            """;

    private static final int DAYS_AHEAD = 3;

    /** Several times what a report may be. */
    private static final int MOST_EXCHANGE = 256 * 1024;

    private final JdbcClient jdbc;

    public OutcomeLog(RuntimeSchema schema) {
        this.jdbc = JdbcClient.create(schema.dataSource());
    }

    public List<LogEntry<DeliveryOutcome>> after(LogPosition position, int limit) {
        return read(jdbc.sql(AFTER).param("xid", position.xid()).param("position", position.position()), limit);
    }

    /** From the first one that was committed since the instant. */
    public List<LogEntry<DeliveryOutcome>> since(Instant since, int limit) {
        return read(jdbc.sql(SINCE).param("since", since.atOffset(ZoneOffset.UTC)), limit);
    }

    private static List<LogEntry<DeliveryOutcome>> read(JdbcClient.StatementSpec statement, int limit) {
        return statement
                .param("limit", limit)
                .query((row, index) -> new LogEntry<>(
                        new LogPosition(row.getLong("xid"), row.getLong("position")),
                        row.getBoolean("settled"),
                        outcome(row)))
                .list();
    }

    /** Makes the partitions of the coming days and drops those older than the retention. */
    public void maintainPartitions(LocalDate today, int retentionDays) {
        jdbc.sql(MAINTAIN)
                .param("today", today)
                .param("days_ahead", DAYS_AHEAD)
                .param("retention_days", retentionDays)
                .query((row, index) -> true)
                .list();
    }

    private static DeliveryOutcome outcome(ResultSet row) throws SQLException {
        return new DeliveryOutcome(
                row.getObject("orderref", UUID.class),
                row.getInt("orderseq"),
                row.getObject("event_id", UUID.class),
                row.getString("orderkey"),
                row.getString("type"),
                row.getInt("revision"),
                Result.of(row.getString("result")),
                row.getString("code"),
                row.getString("detail"),
                row.getInt("attempts"),
                row.getInt("failed_attempts"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("reference"),
                row.getString("fingerprint"),
                row.getString("actor"),
                row.getObject("command_id", UUID.class),
                row.getObject("version", Integer.class),
                exchange(row.getBytes("exchange")));
    }

    /** As it stands in its column. */
    static byte[] written(Evidence evidence) {
        return Deflated.deflate(Json.mapper().writeValueAsBytes(evidence.exchange()));
    }

    private static @Nullable Exchange exchange(byte @Nullable [] written) {
        return written == null
                ? null
                : Json.mapper().readValue(Deflated.inflate(written, MOST_EXCHANGE), Exchange.class);
    }
}
