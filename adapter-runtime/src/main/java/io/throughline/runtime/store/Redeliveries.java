package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.events.outcome.Gap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deliveries that are to be carried out again: what is finished has no body here any more, so it is wanted from the
 * log, and opened again when it comes. Outcomes of an opened one have a revision above all that went before.
 */
public final class Redeliveries {

    private static final String WANT = """
            insert into redelivery (orderref, orderseq, orderkey, command_id, resend, wanted_at)
            values (:orderref, :orderseq, :orderkey, :command, :resend, :now)
            on conflict (orderref, orderseq) do nothing
            """;

    /** The next key of an order is one that none of its deliveries was carried out under. */
    private static final String NEXT_KEY = """
            insert into reopening as r (orderref, orderseq, times, effect_revision)
            select :orderref, :orderseq, 0,
                   1 + greatest(1, (select max(effect_revision) from reopening where orderref = :orderref))
            on conflict (orderref, orderseq) do update set effect_revision = excluded.effect_revision
            returning effect_revision
            """;

    private static final String RESEND = """
            update delivery set effect_revision = :key, maybe_reached = false, finished_steps = ''
            where orderref = :orderref and orderseq = :orderseq
            """;

    private static final String OFFER = """
            with incoming as (
                select * from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :types, :bodies, :accepted_ats)
                    as i (orderref, orderseq, event_id, orderkey, type, body, accepted_at)
            ), wanted as (
                delete from redelivery r using incoming i
                where r.orderref = i.orderref and r.orderseq = i.orderseq
                returning i.*, r.command_id, r.resend
            ), times as (
                insert into reopening as r (orderref, orderseq, times, effect_revision)
                select w.orderref, w.orderseq, 1, case when w.resend then greatest(1, (
                    select max(o.effect_revision) from reopening o where o.orderref = w.orderref))
                    + (row_number() over (partition by w.orderref, w.resend order by w.orderseq))::int else 1 end
                from wanted w
                on conflict (orderref, orderseq) do update
                set times = r.times + 1,
                    effect_revision = greatest(r.effect_revision, excluded.effect_revision)
                returning r.orderref, r.orderseq, r.times, r.effect_revision
            ), opened as (
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at,
                                      due_at, reopened, maybe_reached, revision, effect_revision)
                select w.orderref, w.orderseq, w.event_id, w.orderkey, w.type, w.body, w.accepted_at, :now,
                       :now, true, not w.resend, t.times * :revisions, t.effect_revision
                from wanted w join times t using (orderref, orderseq)
                join order_position p on p.orderref = w.orderref and p.finished >= w.orderseq
                on conflict (orderref, orderseq) do nothing
            ), replaced as (
                update delivery d
                set body = w.body, event_id = w.event_id, type = w.type, parked_at = null, tried_ms = 0,
                    finished_steps = '', effect_revision = t.effect_revision,
                    due_at = case when d.reopened or d.orderseq = 1 + coalesce(
                        (select p.finished from order_position p where p.orderref = d.orderref), 0)
                        then :now else 'infinity'::timestamptz end
                from wanted w join times t using (orderref, orderseq)
                where d.orderref = w.orderref and d.orderseq = w.orderseq
                  and d.parked_at is not null and d.discard_actor is null
            )
            insert into command_answer (command_id, orderref, orderseq, answer, at)
            select command_id, orderref, orderseq, 'done', :now from wanted
            """;

    private static final String ASK = """
            update redelivery set asked_at = :now
            where asked_at is null or asked_at <= :again
            returning orderref, orderkey, orderseq
            """;

    private static final String EXPIRE = """
            with missing as (
                delete from redelivery where wanted_at <= :before returning *
            )
            insert into command_answer (command_id, orderref, orderseq, answer, detail, at)
            select command_id, orderref, orderseq, 'refused', 'The log did not bring this event', :now from missing
            """;

    /** Nobody parks one delivery a million times. */
    private static final int REVISIONS = 1_000_000;

    private static final Duration ASK_AGAIN = Duration.ofSeconds(65);

    private final JdbcClient jdbc;
    private final Clock clock;

    public Redeliveries(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Wants the event from the log; false when it is wanted already. Its coming answers the command. */
    public boolean want(DeliveryId id, String orderKey, UUID commandId, boolean resend) {
        return at(id, WANT)
                        .param("orderkey", orderKey)
                        .param("command", commandId)
                        .param("resend", resend)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Gives a delivery that is here the next effect key of its order: {@code /2} the first time. */
    public int nextKey(DeliveryId id) {
        int key = at(id, NEXT_KEY).query(Integer.class).single();
        at(id, RESEND).param("key", key).update();
        return key;
    }

    /** Opens again what is wanted of these; how many were. */
    public int offer(List<NewDelivery> events) {
        return jdbc.sql(OFFER)
                .param("orderrefs", PgArray.of("uuid", column(events, NewDelivery::orderRef)))
                .param("orderseqs", PgArray.of("int4", column(events, NewDelivery::sequence)))
                .param("event_ids", PgArray.of("uuid", column(events, NewDelivery::eventId)))
                .param("orderkeys", PgArray.of("text", column(events, NewDelivery::orderKey)))
                .param("types", PgArray.of("text", column(events, NewDelivery::type)))
                .param("bodies", PgArray.ofBytes(column(events, NewDelivery::body)))
                .param("accepted_ats", PgArray.of("timestamptz", column(events, NewDelivery::acceptedAt)))
                .param("revisions", REVISIONS)
                .param("now", now())
                .update();
    }

    /** What is to be asked of the log now; once a minute while it does not come. */
    public List<Gap> ask() {
        Instant now = clock.instant();
        return jdbc.sql(ASK)
                .param("now", now())
                .param("again", now.minus(ASK_AGAIN).atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Gap(
                        row.getObject("orderref", UUID.class),
                        row.getString("orderkey"),
                        row.getInt("orderseq"),
                        row.getInt("orderseq")))
                .list();
    }

    /** Waits no longer for what was wanted so long ago; how many were. */
    public int expire(Duration patience) {
        return jdbc.sql(EXPIRE)
                .param("before", clock.instant().minus(patience).atOffset(ZoneOffset.UTC))
                .param("now", now())
                .update();
    }

    private JdbcClient.StatementSpec at(DeliveryId id, String sql) {
        return jdbc.sql(sql).param("orderref", id.orderRef()).param("orderseq", id.sequence());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static <T> List<T> column(List<NewDelivery> events, Function<NewDelivery, T> component) {
        return events.stream().map(component).toList();
    }
}
