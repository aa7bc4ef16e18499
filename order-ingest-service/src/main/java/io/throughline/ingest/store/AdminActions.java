package io.throughline.ingest.store;

import java.time.Clock;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code admin_action}: what people changed, each once. */
@Repository
public class AdminActions {

    private static final String BEGIN = """
            insert into admin_action (command_id, actor, action, subject, reason, affected, at)
            values (:command_id, :actor, :action, :subject, :reason, 0, :at)
            on conflict (command_id) do nothing
            """;

    private static final String END = """
            update admin_action set affected = :affected where command_id = :command_id
            """;

    private static final String DONE = """
            select affected from admin_action
            where command_id = :command_id and action = :action and subject = :subject
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AdminActions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What somebody wants.
     *
     * @param commandId the same when the same command is sent again
     * @param action a verb and a noun: {@code reprocess-quarantined}
     * @param subject what it is about; no secret and no personal data
     */
    public record Action(UUID commandId, String actor, String action, String subject, String reason) {}

    /**
     * Makes the change and writes down who wanted it, in one transaction; a command that was obeyed already changes
     * nothing more.
     *
     * @param change returns how many things it changed
     * @return how many things it changed, now or the first time; absent when the id belongs to another command
     */
    public OptionalInt once(Action action, IntSupplier change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!begin(action)) {
                return done(action);
            }
            int affected = change.getAsInt();
            jdbc.sql(END)
                    .param("affected", affected)
                    .param("command_id", action.commandId())
                    .update();
            return OptionalInt.of(affected);
        }));
    }

    private boolean begin(Action action) {
        return jdbc.sql(BEGIN)
                        .param("command_id", action.commandId())
                        .param("actor", action.actor())
                        .param("action", action.action())
                        .param("subject", action.subject())
                        .param("reason", action.reason())
                        .param("at", Columns.utc(clock.instant()))
                        .update()
                == 1;
    }

    private OptionalInt done(Action action) {
        return jdbc
                .sql(DONE)
                .param("command_id", action.commandId())
                .param("action", action.action())
                .param("subject", action.subject())
                .query(Integer.class)
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
