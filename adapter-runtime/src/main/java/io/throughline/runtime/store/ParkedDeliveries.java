package io.throughline.runtime.store;

import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody decided about parked deliveries, and the record of it. */
public final class ParkedDeliveries {

    private static final String KNOWN = """
            insert into command (command_id, kind, actor, role, reason, answer, received_at)
            values (:id, :kind, :actor, :role, :reason, '', :now)
            on conflict (command_id) do nothing
            """;

    private static final String ANSWER = """
            update command set answer = :answer where command_id = :id
            """;

    private static final String RETRY = """
            update delivery d
            set parked_at = null, tried_ms = 0,
                due_at = case when orderseq = 1 + coalesce(
                    (select p.finished from order_position p where p.orderref = d.orderref), 0)
                    then :now else 'infinity'::timestamptz end
            where orderref = :orderref and orderseq = :orderseq and parked_at is not null
            """;

    private static final String DISCARD = """
            with moved as (
                insert into order_position as p (orderref, finished)
                select orderref, orderseq from delivery
                where orderref = :orderref and orderseq = :orderseq and parked_at is not null
                on conflict (orderref) do update
                set finished = excluded.finished, lease_owner = null, lease_until = null
                where p.finished = excluded.finished - 1 and (p.lease_until is null or p.lease_until < now())
                returning p.orderref, p.finished as orderseq
            ), removed as (
                delete from delivery d using moved m
                where d.orderref = m.orderref and d.orderseq = m.orderseq
                returning d.*
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, reference)
            select orderref, orderseq, event_id, orderkey, type, revision + 1, 'discarded', code, :reason,
                   attempts, attempts, accepted_at, :now, null
            from removed
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public ParkedDeliveries(RuntimeSchema schema, TransactionTemplate transaction, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the delivery due again, once per command; false when the command was known or nothing is parked there. */
    public boolean retry(Command command, DeliveryId id) {
        return once(command, () -> change(RETRY, id, command.by()));
    }

    /** Finishes the delivery without an effect, once per command; false as with {@link #retry}. */
    public boolean discard(Command command, DeliveryId id) {
        return once(command, () -> change(DISCARD, id, command.by()));
    }

    private boolean once(Command command, java.util.function.BooleanSupplier change) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!remember(command)) {
                return false;
            }
            boolean changed = change.getAsBoolean();
            answer(command.commandId(), changed ? "done" : "nothing-parked");
            return changed;
        }));
    }

    private boolean remember(Command command) {
        return jdbc.sql(KNOWN)
                        .param("id", command.commandId())
                        .param("kind", command.getClass().getSimpleName())
                        .param("actor", command.by().actor())
                        .param("role", command.by().role())
                        .param("reason", command.by().reason())
                        .param("now", now())
                        .update()
                == 1;
    }

    private void answer(UUID commandId, String answer) {
        jdbc.sql(ANSWER).param("answer", answer).param("id", commandId).update();
    }

    private boolean change(String sql, DeliveryId id, Authority by) {
        return jdbc.sql(sql)
                        .param("orderref", id.orderRef())
                        .param("orderseq", id.sequence())
                        .param("reason", by.reason())
                        .param("now", now())
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
