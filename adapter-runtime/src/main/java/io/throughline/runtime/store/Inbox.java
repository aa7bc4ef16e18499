package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes events down once, and hands out those whose turn it is. One statement per batch, whatever its size.
 *
 * <p>An event is due when the one before it is finished. Inserter and finisher cannot see each other's uncommitted
 * rows: an event may be written down as waiting while the one before it finishes, or written down once more while it
 * finishes itself. So each side looks again after its own commit ({@link #next}), and {@link #overlooked} catches what
 * a crash left between the two, and what it left of deliveries that were leased as they were written down: those are
 * due since {@code -infinity}, and claiming does not see them.
 */
public final class Inbox {

    private static final String CLAIM = """
            with free as (
                select d.orderref, d.orderseq, d.due_at, d.reopened, coalesce(p.finished, 0) as finished,
                       p.lease_owner is not null as interrupted
                from delivery d left join order_position p using (orderref)
                where d.parked_at is null and d.due_at > '-infinity' and d.due_at <= :now
                  and (d.reopened or d.orderseq = coalesce(p.finished, 0) + 1)
                  and (p.lease_until is null or p.lease_until < now())
            ), ready as (
                select * from free f
                where not exists (select from delivery r
                                  where r.orderref = f.orderref and r.reopened and r.orderseq < f.orderseq
                                    and r.parked_at is null and r.due_at <= :now)
                order by due_at limit :slots
            ), leased as (
                insert into order_position (orderref, finished, lease_owner, lease_until)
                select orderref, finished, :owner, now() + make_interval(secs => :seconds)
                from ready
                order by orderref
                on conflict (orderref) do update
                set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
                where order_position.finished = excluded.finished
                  and (order_position.lease_until is null or order_position.lease_until < now())
                returning orderref, lease_owner, lease_until
            ), marked as (
                update delivery d set maybe_reached = true
                from ready r join leased using (orderref)
                where d.orderref = r.orderref and d.orderseq = r.orderseq and r.interrupted and not d.maybe_reached
            )
            select d.*, r.interrupted, leased.lease_owner, leased.lease_until
            from leased join ready r using (orderref) join delivery d using (orderref, orderseq)
            """;

    private static final String NEXT = """
            with twice as (
                delete from delivery d using order_position p
                where d.orderref = p.orderref and d.orderref = any(:orderrefs)
                  and d.orderseq <= p.finished and not d.reopened
            ), turn as (
                update delivery d set due_at = :now
                from order_position p
                where d.orderref = p.orderref and d.orderref = any(:orderrefs)
                  and d.parked_at is null and d.due_at = 'infinity' and d.orderseq = p.finished + 1
                returning d.orderref, d.orderseq
            ), leased as (
                update order_position p
                set lease_owner = :owner, lease_until = now() + make_interval(secs => :seconds)
                from (select orderref, orderseq from turn order by orderref limit :slots) t
                where p.orderref = t.orderref and p.finished = t.orderseq - 1
                  and (p.lease_until is null or p.lease_until < now())
                returning p.orderref, p.lease_owner, p.lease_until
            )
            select d.*, false as interrupted, leased.lease_owner, leased.lease_until
            from leased join turn using (orderref) join delivery d using (orderref, orderseq)
            """;

    private static final String OVERLOOKED = """
            with twice as (
                delete from delivery d using order_position p
                where d.orderref = p.orderref and d.orderseq <= p.finished and not d.reopened)
            update delivery d set due_at = :now
            from order_position p
            where d.orderref = p.orderref and d.parked_at is null
              and ((d.due_at = 'infinity' and d.orderseq = p.finished + 1)
                or (d.due_at = '-infinity' and (p.lease_until is null or p.lease_until < now())))
            """;

    private final JdbcClient jdbc;
    private final Recording recording;
    private final Clock clock;
    private final Lease lease;

    public Inbox(RuntimeSchema schema, Clock clock, Lease lease) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.recording = new Recording(jdbc, lease);
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * What a batch became.
     *
     * @param started deliveries leased to this instance in the same statement; at most the slots given
     * @param left how many more are due, for want of slots
     * @param lookAgain orders of which something was written down that could not be started although there was room
     * @param suppressed events that were known already
     * @param conflicting ids of events whose place in their order another event holds
     */
    public record Recorded(
            List<LeasedDelivery> started,
            int left,
            Collection<UUID> lookAgain,
            int suppressed,
            Collection<UUID> conflicting) {}

    /** Writes the batch down in one statement; of what is due at once, leases as many as there are slots. */
    public Recorded record(List<NewDelivery> batch, int slots) {
        long leaseEnds = leaseEnds();
        return RecordedRow.recorded(batch, recording.record(batch, slots, now()), slots, leaseEnds);
    }

    /** Leases what is due, oldest first. */
    public List<LeasedDelivery> claim(int slots) {
        long leaseEnds = leaseEnds();
        return jdbc.sql(CLAIM)
                .param("now", now())
                .param("owner", lease.owner())
                .param("seconds", lease.seconds())
                .param("slots", slots)
                .query((row, index) -> LeasedRows.read(row, leaseEnds))
                .list();
    }

    /**
     * Makes the event due that is next in each of these orders, if it is here, and leases as many as there are slots.
     */
    public List<LeasedDelivery> next(Collection<UUID> orderRefs, int slots) {
        long leaseEnds = leaseEnds();
        return jdbc.sql(NEXT)
                .param("orderrefs", PgArray.of("uuid", orderRefs))
                .param("now", now())
                .param("owner", lease.owner())
                .param("seconds", lease.seconds())
                .param("slots", slots)
                .query((row, index) -> LeasedRows.read(row, leaseEnds))
                .list();
    }

    /** Makes due what should have been; the number of deliveries that were. */
    public int overlooked() {
        return jdbc.sql(OVERLOOKED).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Taken before the statement, so that it ends before the lease in the database does. */
    private long leaseEnds() {
        return System.nanoTime() + lease.length().minus(Duration.ofSeconds(1)).toNanos();
    }
}
