package io.throughline.dashboard.store;

import io.throughline.backbone.database.LogRelay;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.RetryDelivery;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes commands down; once committed, each reaches its integration, however long the broker is away. */
@Component
public class CommandStore {

    private static final String APPEND = """
            insert into audit (command_id, at, actor, role, kind, integration, orderref, orderseq, reason)
            values (:command_id, :at, :actor, :role, :kind, :integration, :orderref, :orderseq, :reason)
            """;

    private final JdbcClient jdbc;
    private final LogRelay<Command> relay;
    private final Clock clock;

    CommandStore(JdbcClient jdbc, LogRelay<Command> relay, Clock clock) {
        this.jdbc = jdbc;
        this.relay = relay;
        this.clock = clock;
    }

    public void append(Command command) {
        jdbc.sql(APPEND)
                .param("command_id", command.commandId())
                .param("at", Columns.utc(clock.instant()))
                .param("actor", command.by().actor())
                .param("role", command.by().role())
                .param("reason", command.by().reason())
                .param("kind", AuditLog.kindOf(command))
                .param("integration", command.integration())
                .param("orderref", orderRef(command))
                .param("orderseq", sequence(command))
                .update();
        relay.signal();
    }

    private static UUID orderRef(Command command) {
        return switch (command) {
            case RetryDelivery retry -> retry.orderRef();
            case DiscardDelivery discard -> discard.orderRef();
        };
    }

    private static int sequence(Command command) {
        return switch (command) {
            case RetryDelivery retry -> retry.sequence();
            case DiscardDelivery discard -> discard.sequence();
        };
    }
}
