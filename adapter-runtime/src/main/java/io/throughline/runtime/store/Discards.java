package io.throughline.runtime.store;

import io.throughline.events.command.Command;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finishes deliveries that somebody, or the policy, decided to discard. The decision is a mark on a parked delivery,
 * so nobody acts on it meanwhile; it is finished when its turn in the order comes.
 */
public final class Discards {

    /** Owns the lease of an order of which everything is discarded; no instance is called so. */
    private static final UUID HOLD = new UUID(0, 0);

    /**
     * Takes the order, unless an attempt runs; for a moment in nobody's name. Whoever read its rows before this is
     * committed cannot lease it: the lease outlasts every statement that began earlier.
     */
    private static final String TAKE = """
            insert into order_position as p (orderref, finished, lease_owner, lease_until)
            values (:orderref, 0, case when :for_good then :hold::uuid end,
                    case when :for_good then 'infinity' else now() + interval '2 seconds' end)
            on conflict (orderref) do update
            set lease_owner = case when p.lease_owner = :hold then p.lease_owner else excluded.lease_owner end,
                lease_until = greatest(excluded.lease_until, p.lease_until)
            where p.lease_owner is null or p.lease_until < now() or p.lease_owner = :hold
            """;

    private static final String MARK = """
            update delivery
            set parked_at = coalesce(parked_at, :now), due_at = 'infinity', discard_actor = :actor,
                discard_reason = :reason, discard_command = :command
            where orderref = :orderref and orderseq = :orderseq and discard_actor is null
            """;

    private static final String BEGIN_RULE = """
            insert into discard_rule (orderref, command_id, actor, reason)
            values (:orderref, :command, :actor, :reason)
            on conflict (orderref) do update
            set command_id = excluded.command_id, actor = excluded.actor, reason = excluded.reason
            """;

    private static final String LIFT = """
            with lifted as (
                delete from discard_rule where orderref = :orderref returning orderref
            )
            update order_position p set lease_owner = null, lease_until = null
            from lifted l where p.orderref = l.orderref and p.lease_owner = :hold
            """;

    private static final String MARK_RULED = """
            update delivery d
            set parked_at = coalesce(d.parked_at, :now), due_at = 'infinity', discard_actor = r.actor,
                discard_reason = r.reason, discard_command = r.command_id
            from discard_rule r
            where d.orderref = r.orderref and d.discard_actor is null and not d.reopened
            """;

    private static final String FINISH = """
            with turn as (
                select d.orderref, d.orderseq
                from delivery d left join order_position p using (orderref)
                where d.discard_actor is not null and d.parked_at is not null
                  and (d.orderseq = coalesce(p.finished, 0) + 1 or d.reopened)
                  and (p.lease_owner is null or p.lease_until < now() or p.lease_owner = :hold)
                order by d.orderref, d.orderseq
                limit :most
            ), first as (
                select distinct on (orderref) orderref, orderseq from turn order by orderref, orderseq
            ), moved as (
                insert into order_position as p (orderref, finished)
                select orderref, orderseq from first order by orderref
                on conflict (orderref) do update
                set finished = greatest(p.finished, excluded.finished),
                    lease_owner = case when p.lease_until = 'infinity' then p.lease_owner end,
                    lease_until = case when p.lease_until = 'infinity' then p.lease_until end
                where p.finished >= excluded.finished - 1
                  and (p.lease_owner is null or p.lease_until < now() or p.lease_owner = :hold)
                returning p.orderref
            ), removed as (
                delete from delivery d using moved m join first f using (orderref)
                where d.orderref = f.orderref and d.orderseq = f.orderseq
                returning d.*
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, fingerprint, actor, command_id, version)
            select orderref, orderseq, event_id, orderkey, type, revision + 1, 'discarded',
                   coalesce(nullif(code, ''), 'discarded'), discard_reason,
                   attempts, attempts, accepted_at, :now, nullif(fingerprint, ''), discard_actor, discard_command,
                   nullif(version, 1)
            from removed
            returning orderref, code
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Discards(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** A delivery that was finished as discarded. */
    public record Discarded(UUID orderRef, String code) {}

    /** Keeps everybody else from the order for a moment, or for good; false while an attempt of it runs. */
    public boolean take(UUID orderRef, boolean forGood) {
        return jdbc.sql(TAKE)
                        .param("orderref", orderRef)
                        .param("hold", HOLD)
                        .param("for_good", forGood)
                        .update()
                == 1;
    }

    /** Decides about a delivery of an order that was taken; false when there is none, or it was decided already. */
    public boolean mark(DeliveryId id, Command command) {
        return jdbc.sql(MARK)
                        .param("orderref", id.orderRef())
                        .param("orderseq", id.sequence())
                        .param("actor", command.by().actor())
                        .param("reason", command.by().reason())
                        .param("command", command.commandId())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** From now on everything of the order that was taken for good is discarded. */
    public void beginRule(UUID orderRef, Command command) {
        jdbc.sql(BEGIN_RULE)
                .param("orderref", orderRef)
                .param("actor", command.by().actor())
                .param("reason", command.by().reason())
                .param("command", command.commandId())
                .update();
    }

    /** Whether a rule stood. */
    public boolean lift(UUID orderRef) {
        return jdbc.sql(LIFT).param("orderref", orderRef).param("hold", HOLD).update() == 1;
    }

    /** Finishes at most one per order, and so many in all. */
    public List<Discarded> finish(int most) {
        jdbc.sql(MARK_RULED).param("now", now()).update();
        return jdbc.sql(FINISH)
                .param("most", most)
                .param("hold", HOLD)
                .param("now", now())
                .query((row, index) -> new Discarded(row.getObject("orderref", UUID.class), row.getString("code")))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
