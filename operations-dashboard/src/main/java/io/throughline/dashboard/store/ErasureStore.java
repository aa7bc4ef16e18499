package io.throughline.dashboard.store;

import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Erases what is kept here of people, and tells how far each service is with it. */
@Component
public class ErasureStore {

    /** Our own name among those who answer; the answer goes where the others' go. */
    static final String SELF = "operations-dashboard";

    private static final String INGEST = "order-ingest-service";

    /** An edit that was not sent yet is needed for a moment more: {@link #ERASE_AGAIN} finds it. */
    private static final String ERASE = """
            with asked as (
                select r as orderref from unnest(:orderrefs) u (r)
            ), fresh as (
                insert into erasure_part (command_id, erasure_id, at) values (:command, :erasure, :now)
                on conflict do nothing
                returning command_id
            ), noted as (
                insert into erased_order (orderref, erased_at) select orderref, :now from asked on conflict do nothing
            ), terms as (
                delete from order_term t using asked a where t.orderref = a.orderref and t.kind = 'email' returning 1
            ), documents as (
                delete from command_document d using audit u join asked a on a.orderref = u.orderref, relay r
                where u.command_id = d.command_id and r.name = 'audit'
                    and (u.xid, u.position) <= (r.xid, r.position)
                returning 1
            ), wishes as (
                delete from approval_document w using approval p join asked a on a.orderref = p.orderref
                where p.approval_id = w.approval_id
                returning 1
            ), exchanges as (
                delete from exchange x using asked a where x.orderref = a.orderref returning 1
            )
            insert into command_answer (command_id, integration, answer, detail, at)
            select command_id, :self, 'done', ((select count(*) from terms) + (select count(*) from documents)
                + (select count(*) from wishes) + (select count(*) from exchanges))
                || ' rows of ' || :orders || ' orders', :now
            from fresh
            """;

    /** What was being written at that moment, or edited since. */
    private static final String ERASE_AGAIN = """
            with terms as (
                delete from order_term t using erased_order e where t.orderref = e.orderref and t.kind = 'email'
            ), wishes as (
                delete from approval_document w using approval p join erased_order e on e.orderref = p.orderref
                where p.approval_id = w.approval_id
            ), exchanges as (
                delete from exchange x using erased_order e where x.orderref = e.orderref
            )
            delete from command_document d using audit u join erased_order e on e.orderref = u.orderref, relay r
            where u.command_id = d.command_id and r.name = 'audit' and (u.xid, u.position) <= (r.xid, r.position)
            """;

    private static final String ANSWERS = """
            select s.service, a.answer, a.detail, a.at
            from (
                select :id::uuid as command_id, :ingest as service
                union all
                select p.command_id, n.name from erasure_part p
                cross join (
                    select name from integration where announced_at is not null union all select :self) n
                where p.erasure_id = :id) s
            left join lateral (
                select c.answer, c.detail, c.at from command_answer c
                where c.command_id = s.command_id and c.integration = s.service
                order by c.at desc, c.answer = 'done' desc limit 1) a on true
            order by s.service, s.command_id
            """;

    /** A service that came later was not asked. */
    private static final String OLDEST_OPEN = """
            select min(p.at) from erasure_part p
            where p.at > :since and exists (
                select from integration i
                where i.first_announced_at <= p.at and not exists (
                    select from command_answer a
                    where a.command_id = p.command_id and a.integration = i.name and a.answer = 'done'))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ErasureStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Erases in one statement, and answers; a command that is known changes nothing more. */
    public void erase(EraseOrders command) {
        jdbc.sql(ERASE)
                .param("orderrefs", Columns.of("uuid", command.orders(), ErasedOrder::orderRef))
                .param("orders", command.orders().size())
                .param("command", command.commandId())
                .param("erasure", command.erasureId())
                .param("self", SELF)
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    /** Looks once more for what the erasures so far should have found. */
    void eraseAgain() {
        jdbc.sql(ERASE_AGAIN).update();
    }

    /** When the oldest was told, later than this, that a service has not done yet. */
    public Optional<Instant> oldestOpen(Instant since) {
        return jdbc.sql(OLDEST_OPEN)
                .param("since", Columns.utc(since))
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "min")))
                .single();
    }

    /**
     * What a service answered last about one part of an erasure.
     *
     * @param answer absent while it has not answered: {@code accepted} waits, {@code conflict} waits for somebody,
     *     {@code done}, {@code refused}
     */
    public record Answered(
            String service,
            @Nullable String answer,
            @Nullable String detail,
            @Nullable Instant at) {}

    /** Ingest first of all: before it has found the person's orders nobody else is asked. */
    public List<Answered> answers(UUID erasureId) {
        return jdbc.sql(ANSWERS)
                .param("id", erasureId)
                .param("ingest", INGEST)
                .param("self", SELF)
                .query((row, index) -> new Answered(
                        row.getString("service"),
                        row.getString("answer"),
                        row.getString("detail"),
                        row.getObject("at") == null ? null : Columns.instant(row, "at")))
                .list();
    }
}
