package io.throughline.runtime.store;

import io.throughline.backbone.json.Json;
import io.throughline.events.command.Command;
import io.throughline.events.command.StateCommand;
import io.throughline.events.outcome.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands as they were received, and the answers to them. */
public final class CommandLog {

    private static final String WRITE_DOWN = """
            insert into command (command_id, kind, actor, role, reason, answer, received_at, body, state)
            values (:id, :kind, :actor, :role, :reason, '', :now, :body, 'open')
            on conflict (command_id) do nothing
            """;

    private static final String NEXT = """
            select command_id, body from command
            where state = 'open' and (not_before is null or not_before <= now())
            order by position limit 1
            for update skip locked
            """;

    private static final String POSTPONE = """
            update command set not_before = now() + make_interval(secs => :seconds)
            where command_id = :id and state = 'open'
            """;

    private static final String OBEYED = """
            update command set state = 'done', answer = :answer, body = null where command_id = :id
            """;

    private static final String ANSWER = """
            insert into command_answer (command_id, orderref, orderseq, answer, detail, at)
            values (:id, :orderref, :orderseq, :answer, :detail, :now)
            """;

    private static final String SUPERSEDE = """
            insert into command_revision as r (subject, revision, value) values (:subject, :revision, :value)
            on conflict (subject) do update set revision = excluded.revision, value = excluded.value
            where r.revision < excluded.revision
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public CommandLog(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Whether it is new. */
    public boolean writeDown(Command command) {
        return jdbc.sql(WRITE_DOWN)
                        .param("id", command.commandId())
                        .param("kind", command.kind())
                        .param("actor", command.by().actor())
                        .param("role", command.by().role())
                        .param("reason", command.by().reason())
                        .param("body", Json.mapper().writerFor(Command.class).writeValueAsBytes(command))
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The oldest that is not obeyed, locked until the transaction ends; none that another instance is at. */
    public Optional<Command> next() {
        return jdbc.sql(NEXT)
                .query((row, index) -> Json.mapper().readValue(row.getBytes("body"), Command.class))
                .optional();
    }

    /** Not yet: something stands in its way. */
    public void postpone(UUID commandId, Duration wait) {
        jdbc.sql(POSTPONE)
                .param("id", commandId)
                .param("seconds", wait.toMillis() / 1000.0)
                .update();
    }

    /** What became of it for one delivery, or as a whole; with this it is obeyed. */
    public void obeyed(Command command, @Nullable DeliveryId delivery, Answer answer, String detail) {
        jdbc.sql(OBEYED)
                .param("id", command.commandId())
                .param("answer", answer.word())
                .update();
        answer(command.commandId(), delivery, answer, detail);
    }

    /** One more answer to a command. */
    public void answer(UUID commandId, @Nullable DeliveryId delivery, Answer answer, String detail) {
        jdbc.sql(ANSWER)
                .param("id", commandId)
                .param("orderref", delivery == null ? null : delivery.orderRef())
                .param("orderseq", delivery == null ? null : delivery.sequence())
                .param("answer", answer.word())
                .param("detail", detail.isEmpty() ? null : detail)
                .param("now", now())
                .update();
    }

    /** Whether the command counts: none about its subject with the same or a higher revision was obeyed before. */
    public boolean counts(StateCommand command, String value) {
        return jdbc.sql(SUPERSEDE)
                        .param("subject", command.subject())
                        .param("revision", command.revision())
                        .param("value", value)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
