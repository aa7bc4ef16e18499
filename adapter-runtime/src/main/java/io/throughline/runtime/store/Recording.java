package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a batch of events down in one statement, each once, and leases what is next in its order.
 *
 * <p>What was written down before is left out by the statement. Only where two instances write down events of one order
 * at the very same moment may a row be there that the statement could not see. A statement that is ready for that pays
 * for every row with a record more in the write-ahead log, which is why it is the second to be asked.
 */
final class Recording {

    private static final String INCOMING = """
            with incoming as (
                select *
                from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :types, :bodies, :accepted_ats)
                    with ordinality
                    as i (orderref, orderseq, event_id, orderkey, type, body, accepted_at, place)
            )
            """;

    private static final String WHAT_BECAME = """
            select i.orderref, i.orderseq, null::uuid as conflicting,
                   i.due_at < 'infinity' as due, l.lease_owner, l.lease_until
            from inserted i left join leased l on l.orderref = i.orderref and i.due_at < 'infinity'
            union all
            select i.orderref, i.orderseq, i.event_id, false, null, null
            from incoming i join delivery d using (orderref, orderseq)
            where d.event_id <> i.event_id
            union all
            select i.orderref, i.orderseq, i.event_id, false, null, null
            from incoming i join inserted n using (orderref, orderseq)
            where n.event_id <> i.event_id
            """;

    private static final String PLAIN = INCOMING + """
            , fresh as (
                select distinct on (orderref, orderseq)
                       i.*, p.orderref is null as is_first, i.orderseq = coalesce(p.finished, 0) + 1 as is_next
                from incoming i left join order_position p using (orderref)
                where i.orderseq > coalesce(p.finished, 0)
                  and not exists (
                    select from delivery d where d.orderref = i.orderref and d.orderseq = i.orderseq)
                order by orderref, orderseq, place
            ), startable as (
                select orderref, orderseq, is_first from fresh where is_next order by orderref limit :slots
            ), opened as (
                insert into order_position (orderref, finished, lease_owner, lease_until)
                select orderref, orderseq - 1, :owner, now() + make_interval(secs => :seconds)
                from startable
                where is_first
                order by orderref
                returning orderref, lease_owner, lease_until
            ), taken as (
                insert into order_position (orderref, finished, lease_owner, lease_until)
                select orderref, orderseq - 1, :owner, now() + make_interval(secs => :seconds)
                from startable
                where not is_first
                order by orderref
                on conflict (orderref) do update
                set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
                where order_position.finished = excluded.finished
                  and (order_position.lease_until is null or order_position.lease_until < now())
                returning orderref, lease_owner, lease_until
            ), leased as (
                select * from opened union all select * from taken
            ), inserted as (
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at,
                                      due_at)
                select f.orderref, f.orderseq, f.event_id, f.orderkey, f.type, f.body, f.accepted_at, :now,
                       case when not f.is_next then 'infinity'::timestamptz
                            when l.orderref is null then :now
                            else '-infinity'::timestamptz end
                from fresh f left join leased l on l.orderref = f.orderref and f.is_next
                order by f.orderref, f.orderseq
                returning orderref, orderseq, event_id, due_at
            )
            """ + WHAT_BECAME;

    private static final String CAREFUL = INCOMING + """
            , fresh as (
                select i.*, coalesce(p.finished, 0) as finished
                from incoming i left join order_position p using (orderref)
                where i.orderseq > coalesce(p.finished, 0)
            ), inserted as (
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at,
                                      due_at)
                select orderref, orderseq, event_id, orderkey, type, body, accepted_at, :now,
                       case when orderseq = finished + 1 then :now else 'infinity'::timestamptz end
                from fresh
                order by orderref, orderseq, place
                on conflict (orderref, orderseq) do nothing
                returning orderref, orderseq, event_id, due_at
            ), leased as (
                insert into order_position (orderref, finished, lease_owner, lease_until)
                select orderref, orderseq - 1, :owner, now() + make_interval(secs => :seconds)
                from inserted
                where due_at < 'infinity'
                order by orderref
                limit :slots
                on conflict (orderref) do update
                set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
                where order_position.finished = excluded.finished
                  and (order_position.lease_until is null or order_position.lease_until < now())
                returning orderref, lease_owner, lease_until
            )
            """ + WHAT_BECAME;

    private final JdbcClient jdbc;
    private final Lease lease;

    Recording(JdbcClient jdbc, Lease lease) {
        this.jdbc = jdbc;
        this.lease = lease;
    }

    /** @param slots most that are leased */
    List<RecordedRow> record(List<NewDelivery> batch, int slots, OffsetDateTime now) {
        try {
            return record(PLAIN, batch, slots, now);
        } catch (DuplicateKeyException atTheSameMoment) {
            return record(CAREFUL, batch, slots, now);
        }
    }

    private List<RecordedRow> record(String sql, List<NewDelivery> batch, int slots, OffsetDateTime now) {
        return jdbc.sql(sql)
                .param("orderrefs", PgArray.of("uuid", column(batch, NewDelivery::orderRef)))
                .param("orderseqs", PgArray.of("int4", column(batch, NewDelivery::sequence)))
                .param("event_ids", PgArray.of("uuid", column(batch, NewDelivery::eventId)))
                .param("orderkeys", PgArray.of("text", column(batch, NewDelivery::orderKey)))
                .param("types", PgArray.of("text", column(batch, NewDelivery::type)))
                .param("bodies", PgArray.ofBytes(column(batch, NewDelivery::body)))
                .param("accepted_ats", PgArray.of("timestamptz", column(batch, NewDelivery::acceptedAt)))
                .param("now", now)
                .param("owner", lease.owner())
                .param("seconds", lease.seconds())
                .param("slots", slots)
                .query((row, index) -> RecordedRow.read(row))
                .list();
    }

    private static <T> List<T> column(List<NewDelivery> batch, Function<NewDelivery, T> component) {
        return batch.stream().map(component).toList();
    }
}
