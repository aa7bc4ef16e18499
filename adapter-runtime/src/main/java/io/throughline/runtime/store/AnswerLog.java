package io.throughline.runtime.store;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers to commands in the order they were committed. */
public final class AnswerLog implements Forgets {

    private static final String AFTER = """
            select a.*, a.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
            from command_answer a
            where (a.xid, a.position) > (:xid, :position)
            order by a.xid, a.position
            limit :limit
            """;

    private static final String FORGET = """
            with answers as (
                delete from command_answer where at < :before
            ), versions as (
                delete from delivery_version where replaced_at < :before
            ), old as (
                delete from command where state = 'done' and received_at < :before returning command_id
            )
            delete from command_target t using old where t.command_id = old.command_id
            """;

    private final JdbcClient jdbc;

    public AnswerLog(RuntimeSchema schema) {
        this.jdbc = JdbcClient.create(schema.dataSource());
    }

    public List<LogEntry<CommandAnswer>> after(LogPosition position, int limit) {
        return jdbc.sql(AFTER)
                .param("xid", position.xid())
                .param("position", position.position())
                .param("limit", limit)
                .query((row, index) -> new LogEntry<>(
                        new LogPosition(row.getLong("xid"), row.getLong("position")),
                        row.getBoolean("settled"),
                        answer(row)))
                .list();
    }

    /** Drops commands that were obeyed before the instant, with what they did. */
    @Override
    public void forget(Instant before) {
        jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static CommandAnswer answer(ResultSet row) throws SQLException {
        return new CommandAnswer(
                row.getObject("command_id", UUID.class),
                row.getObject("orderref", UUID.class),
                row.getObject("orderseq", Integer.class),
                Answer.of(row.getString("answer")),
                row.getString("detail"),
                row.getObject("total", Integer.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
