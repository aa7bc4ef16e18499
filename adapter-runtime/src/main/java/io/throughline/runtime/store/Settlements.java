package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.runtime.store.Settlement.Again;
import io.throughline.runtime.store.Settlement.Finished;
import io.throughline.runtime.store.Settlement.Parked;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Commits how attempts ended: position, delivery and outcome in one statement per kind, however many there are. Only
 * rows of orders whose lease still is the one that the attempt was made under change.
 */
public final class Settlements {

    private static final String FINISH = """
            with done as (
                select * from unnest(:orderrefs, :orderseqs, :owners, :untils,
                                     :results, :codes, :attempts, :failed, :refs)
                    as d (orderref, orderseq, owner, until, result, code, attempts, failed, reference)
            ), moved as (
                update order_position p
                set finished = greatest(p.finished, d.orderseq), lease_owner = null, lease_until = null
                from done d
                where p.orderref = d.orderref and p.lease_owner = d.owner and p.lease_until = d.until
                  and (p.finished = d.orderseq - 1 or exists (
                    select from delivery r
                    where r.orderref = d.orderref and r.orderseq = d.orderseq and r.reopened))
                returning p.orderref, d.orderseq
            ), removed as (
                delete from delivery d using moved m
                where d.orderref = m.orderref and d.orderseq = m.orderseq
                returning d.*
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, reference, fingerprint, version)
            select r.orderref, r.orderseq, r.event_id, r.orderkey, r.type, r.revision + 1, d.result, d.code, '',
                   d.attempts, d.failed, r.accepted_at, :now, d.reference, nullif(r.fingerprint, ''),
                   nullif(r.version, 1)
            from removed r join done d using (orderref, orderseq)
            returning orderref
            """;

    private static final String AGAIN = """
            with again as (
                select * from unnest(:orderrefs, :orderseqs, :owners, :untils,
                                     :due_ats, :codes, :details, :attempts, :tried, :last_tried, :maybe,
                                     :steps)
                    as a (orderref, orderseq, owner, until,
                          due_at, code, detail, attempts, tried_ms, last_tried_ms,
                          maybe_reached, finished_steps)
            ), released as (
                update order_position p
                set lease_owner = null, lease_until = null
                from again a
                where p.orderref = a.orderref and p.lease_owner = a.owner and p.lease_until = a.until
                  and (p.finished = a.orderseq - 1 or exists (
                    select from delivery r
                    where r.orderref = a.orderref and r.orderseq = a.orderseq and r.reopened))
                returning p.orderref
            )
            update delivery d
            set due_at = a.due_at, code = a.code, detail = a.detail, attempts = a.attempts, tried_ms = a.tried_ms,
                last_tried_ms = a.last_tried_ms,
                maybe_reached = a.maybe_reached, finished_steps = a.finished_steps
            from again a join released using (orderref)
            where d.orderref = a.orderref and d.orderseq = a.orderseq
            """;

    private static final String PARK = """
            with parked as (
                select * from unnest(:orderrefs, :orderseqs, :owners, :untils,
                                     :codes, :details, :attempts, :maybe, :steps,
                                     :fingerprints, :requests, :answers, :exchanges)
                    as k (orderref, orderseq, owner, until, code, detail, attempts, maybe_reached, finished_steps,
                          fingerprint, request, answer, exchange)
            ), released as (
                update order_position p
                set lease_owner = null, lease_until = null
                from parked k
                where p.orderref = k.orderref and p.lease_owner = k.owner and p.lease_until = k.until
                  and (p.finished = k.orderseq - 1 or exists (
                    select from delivery r
                    where r.orderref = k.orderref and r.orderseq = k.orderseq and r.reopened))
                returning p.orderref
            ), marked as (
                update delivery d
                set parked_at = :now, due_at = 'infinity', last_tried_ms = 0,
                    code = k.code, detail = k.detail, attempts = k.attempts,
                    maybe_reached = k.maybe_reached, finished_steps = k.finished_steps, revision = d.revision + 1,
                    fingerprint = k.fingerprint, request = k.request, answer = k.answer
                from parked k join released using (orderref)
                where d.orderref = k.orderref and d.orderseq = k.orderseq
                returning d.*
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, fingerprint, version, exchange)
            select m.orderref, m.orderseq, m.event_id, m.orderkey, m.type, m.revision, 'parked', m.code, m.detail,
                   m.attempts, m.attempts, m.accepted_at, :now, m.fingerprint, nullif(m.version, 1), k.exchange
            from marked m join parked k using (orderref, orderseq)
            """;

    private static final String RELEASE = """
            with released as (
                update order_position p
                set lease_owner = null, lease_until = null
                from unnest(:orderrefs, :orderseqs, :owners, :untils) as r (orderref, orderseq, owner, until)
                where p.orderref = r.orderref and p.lease_owner = r.owner and p.lease_until = r.until
                returning r.orderref, r.orderseq
            )
            update delivery d set due_at = :now
            from released r
            where d.orderref = r.orderref and d.orderseq = r.orderseq and d.due_at = '-infinity'
            """;

    private static final String KEEP_STEPS = """
            update delivery d
            set finished_steps = :steps
            from order_position p
            where d.orderref = :orderref and d.orderseq = :orderseq and p.orderref = d.orderref
              and p.lease_owner = :owner and p.lease_until = :until
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Settlements(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Orders that moved on; those missing had been taken over since. */
    public List<UUID> finish(List<Finished> batch) {
        return ids(batch, FINISH)
                .param("results", text(batch, row -> row.result().word()))
                .param("codes", text(batch, Finished::code))
                .param("attempts", PgArray.of("int4", column(batch, Finished::attempts)))
                .param("failed", PgArray.of("int4", column(batch, Finished::failed)))
                .param(
                        "refs",
                        PgArray.of(
                                "text", batch.stream().map(Finished::reference).toList()))
                .param("now", now())
                .query((row, index) -> row.getObject("orderref", UUID.class))
                .list();
    }

    public void again(List<Again> batch) {
        ids(batch, AGAIN)
                .param("due_ats", PgArray.of("timestamptz", column(batch, Again::dueAt)))
                .param("codes", text(batch, Again::code))
                .param("details", text(batch, Again::detail))
                .param("attempts", PgArray.of("int4", column(batch, Again::attempts)))
                .param(
                        "tried",
                        PgArray.of(
                                "int8",
                                column(batch, row -> row.tried().counted().toMillis())))
                .param(
                        "last_tried",
                        PgArray.of(
                                "int8",
                                column(batch, row -> row.tried().latest().toMillis())))
                .param("maybe", PgArray.of("bool", column(batch, Again::mayHaveReachedDownstream)))
                .param("steps", text(batch, row -> text(row.finishedSteps())))
                .update();
    }

    public void park(List<Parked> batch) {
        ids(batch, PARK)
                .param("codes", text(batch, Parked::code))
                .param("details", text(batch, Parked::detail))
                .param("attempts", PgArray.of("int4", column(batch, Parked::attempts)))
                .param("maybe", PgArray.of("bool", column(batch, Parked::mayHaveReachedDownstream)))
                .param("steps", text(batch, row -> text(row.finishedSteps())))
                .param("fingerprints", text(batch, row -> row.evidence().fingerprint()))
                .param("requests", text(batch, row -> row.evidence().request()))
                .param("answers", text(batch, row -> row.evidence().answer()))
                .param("exchanges", PgArray.ofBytes(column(batch, row -> OutcomeLog.written(row.evidence()))))
                .param("now", now())
                .update();
    }

    /** Leaves to others what was leased but not begun. */
    public void release(List<LeasedDelivery> unbegun) {
        fenced(unbegun.stream().map(LeasedDelivery::fence).toList(), RELEASE)
                .param("now", now())
                .update();
    }

    /** Makes finished steps durable while the delivery is under way; false when it is no longer ours. */
    public boolean keepSteps(Fence fence, List<String> steps) {
        return jdbc.sql(KEEP_STEPS)
                        .param("steps", text(steps))
                        .param("orderref", fence.id().orderRef())
                        .param("orderseq", fence.id().sequence())
                        .param("owner", fence.owner())
                        .param("until", fence.until().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static String text(List<String> steps) {
        return String.join("\n", steps);
    }

    private JdbcClient.StatementSpec ids(List<? extends Settlement> batch, String sql) {
        return fenced(batch.stream().<Fence>map(Settlement::fence).toList(), sql);
    }

    private JdbcClient.StatementSpec fenced(List<Fence> fences, String sql) {
        return jdbc.sql(sql)
                .param(
                        "orderrefs",
                        PgArray.of("uuid", column(fences, row -> row.id().orderRef())))
                .param(
                        "orderseqs",
                        PgArray.of("int4", column(fences, row -> row.id().sequence())))
                .param("owners", PgArray.of("uuid", column(fences, Fence::owner)))
                .param("untils", PgArray.of("timestamptz", column(fences, Fence::until)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static <S> PgArray text(List<S> batch, Function<S, String> component) {
        return PgArray.of("text", column(batch, component));
    }

    private static <S, T> List<T> column(List<? extends S> batch, Function<S, T> component) {
        return batch.stream().<T>map(component).toList();
    }
}
