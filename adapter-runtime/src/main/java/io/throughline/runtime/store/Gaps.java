package io.throughline.runtime.store;

import io.throughline.events.outcome.Gap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds events that are missing: a later one of the order is here, the one before it is neither finished nor here,
 * parked ones included. Each look reads a bounded number of deliveries that cannot start yet, in the order of their
 * key, and the next one goes on where it ended.
 */
public final class Gaps {

    private static final String LOOK = """
            with looked as (
                select orderref, orderseq, orderkey
                from delivery
                where due_at = 'infinity' and (orderref, orderseq) > (:after_ref, :after_seq)
                  and orderref >= :missed_from
                order by orderref, orderseq
                limit :most
            ), missing as (
                select l.orderref, l.orderkey, b.sequence + 1 as first_missing, l.orderseq - 1 as last_missing
                from looked l
                cross join lateral (
                    select greatest(
                        coalesce((select p.finished from order_position p where p.orderref = l.orderref), 0),
                        coalesce((select max(d.orderseq) from delivery d
                                  where d.orderref = l.orderref and d.orderseq < l.orderseq), 0)) as sequence) b
                where b.sequence < l.orderseq - 1
                  and exists (
                    select from delivery w
                    where w.orderref = l.orderref and w.orderseq >= l.orderseq and w.received_at <= :received_before)
            ), reported as (
                insert into gap as g (orderref, first_missing, last_missing, reported_at)
                select orderref, min(first_missing), max(last_missing), :now
                from missing
                group by orderref
                order by orderref
                on conflict (orderref) do update
                set first_missing = excluded.first_missing, last_missing = excluded.last_missing,
                    reported_at = excluded.reported_at
                where g.reported_at <= :reported_before or excluded.first_missing > g.last_missing
                returning orderref
            ), reached as (
                select orderref, orderseq, (select count(*) from looked) as looked
                from looked
                order by orderref desc, orderseq desc
                limit 1
            )
            select e.orderref as reached_ref, e.orderseq as reached_seq, e.looked,
                   m.orderref, m.orderkey, m.first_missing, m.last_missing, r.orderref is not null as news
            from reached e left join missing m on true left join reported r on r.orderref = m.orderref
            order by m.orderref, m.first_missing
            """;

    private static final String FORGET = """
            delete from gap where reported_at < :reported_before
            """;

    /** Before every delivery. */
    public static final DeliveryId START = new DeliveryId(new UUID(0, 0), 0);

    private static final Duration REPEAT = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration patience;
    private final int most;
    private final Supplier<UUID> missedFrom;

    /**
     * Looks at the adapter's deliveries.
     *
     * @param patience how long a later event waits before the one before it counts as missing
     * @param most deliveries read in one look
     * @param missedFrom the lowest order reference of which an absent event is missed
     */
    public Gaps(RuntimeSchema schema, Clock clock, Duration patience, int most, Supplier<UUID> missedFrom) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
        this.patience = patience;
        this.most = most;
        this.missedFrom = missedFrom;
    }

    /**
     * What a look found.
     *
     * @param found all gaps seen
     * @param news those that no instance reported within the last minute; they now count as reported
     * @param reached where the next look begins; {@link #START} once every delivery was looked at
     */
    public record Look(List<Gap> found, List<Gap> news, DeliveryId reached) {}

    public Look after(DeliveryId place) {
        Instant now = clock.instant();
        List<Row> rows = jdbc.sql(LOOK)
                .param("after_ref", place.orderRef())
                .param("after_seq", place.sequence())
                .param("missed_from", missedFrom.get())
                .param("most", most)
                .param("received_before", now.minus(patience).atOffset(ZoneOffset.UTC))
                .param("reported_before", now.minus(REPEAT).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, index) -> row(row))
                .list();
        boolean more = !rows.isEmpty() && rows.getFirst().looked() == most;
        return new Look(
                gaps(rows),
                gaps(rows.stream().filter(Row::news).toList()),
                more ? rows.getFirst().reached() : START);
    }

    /** Forgets what was reported long ago and has not been since. */
    public void forget() {
        jdbc.sql(FORGET)
                .param("reported_before", clock.instant().minus(MEMORY).atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Row(
            DeliveryId reached, int looked, @Nullable Gap gap, boolean news) {}

    private static Row row(ResultSet row) throws SQLException {
        UUID orderRef = row.getObject("orderref", UUID.class);
        return new Row(
                new DeliveryId(row.getObject("reached_ref", UUID.class), row.getInt("reached_seq")),
                row.getInt("looked"),
                orderRef == null
                        ? null
                        : new Gap(
                                orderRef,
                                row.getString("orderkey"),
                                row.getInt("first_missing"),
                                row.getInt("last_missing")),
                row.getBoolean("news"));
    }

    private static List<Gap> gaps(List<Row> rows) {
        return rows.stream().map(Row::gap).filter(Objects::nonNull).toList();
    }
}
