package io.throughline.dashboard.store;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.Topology;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.RetryDelivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code audit} as the log from which commands are sent: none is sent that is not written down. */
@Component
class AuditLog implements RelayedLog<Command> {

    private static final String AFTER = """
            select a.xid, a.position, a.command_id, a.actor, a.role, a.kind, a.integration, a.orderref, a.orderseq,
                a.reason, d.body, a.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled
            from audit a left join command_document d using (command_id)
            where (a.xid, a.position) > (:xid, :position)
            order by a.xid, a.position limit :limit
            """;

    private final JdbcClient jdbc;
    private final BatchPublisher publisher;

    AuditLog(JdbcClient jdbc, BatchPublisher publisher) {
        this.jdbc = jdbc;
        this.publisher = publisher;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<LogEntry<Command>> after(LogPosition position, int limit) {
        return jdbc.sql(AFTER)
                .param("xid", position.xid())
                .param("position", position.position())
                .param("limit", limit)
                .query((row, index) -> new LogEntry<>(
                        new LogPosition(row.getLong("xid"), row.getLong("position")),
                        row.getBoolean("settled"),
                        command(row)))
                .list();
    }

    @Override
    public void send(List<LogEntry<Command>> rows) {
        publisher.publish(
                Topology.COMMANDS, rows.stream().map(row -> message(row.row())).toList());
    }

    /** As the sealed type, so that the kind is on the wire. */
    static byte[] written(Command command) {
        return Json.mapper().writerFor(Command.class).writeValueAsBytes(command);
    }

    private static Command command(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("body");
        return body == null ? withoutDocument(row) : Json.mapper().readValue(body, Command.class);
    }

    /** From before commands were kept as they were sent: a retry or a discard, of which the row tells everything. */
    private static Command withoutDocument(ResultSet row) throws SQLException {
        UUID id = row.getObject("command_id", UUID.class);
        UUID orderRef = row.getObject("orderref", UUID.class);
        String integration = row.getString("integration");
        int sequence = row.getInt("orderseq");
        Authority by = new Authority(row.getString("actor"), row.getString("role"), row.getString("reason"));
        return switch (row.getString("kind")) {
            case "retry-delivery" -> new RetryDelivery(id, integration, by, orderRef, sequence);
            case "discard-delivery" -> new DiscardDelivery(id, integration, by, orderRef, sequence);
            default -> throw new IllegalStateException("Command " + id + " was forgotten before it was sent");
        };
    }

    private static OutboundMessage message(Command command) {
        String id = command.commandId().toString();
        return new OutboundMessage(
                id,
                command.kind(),
                id,
                "application/json",
                Map.of(Topology.TARGET, command.integration(), Topology.COMMAND, id),
                written(command));
    }
}
