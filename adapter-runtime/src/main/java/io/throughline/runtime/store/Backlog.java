package io.throughline.runtime.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much is open, counted from the rows. */
public final class Backlog {

    /**
     * What was finished or parked and not sent on topic {@code outcomes} yet is open for everybody else: a heartbeat is
     * sent at once, and would overtake it.
     */
    private static final String COUNT = """
            with untold as (
                select o.accepted_at from relay r join outcome o on (o.xid, o.position) > (r.xid, r.position)
                where r.name = 'outcomes'
            )
            select count(*) filter (where d.parked_at is null and d.due_at <= :now) as due,
                   count(*) filter (where d.parked_at is null and d.due_at > :now and k.orderref is null) as waiting,
                   count(*) filter (where d.parked_at is null and d.due_at > :now and k.orderref is not null) as held,
                   count(*) filter (where d.parked_at is not null) as parked,
                   (select count(*) from parked where orderref is null) as dead_lettered,
                   (select count(*) from untold) as untold,
                   min(d.accepted_at) as oldest,
                   least(min(d.accepted_at) filter (where d.parked_at is null),
                         (select min(accepted_at) from untold)) as oldest_unsettled
            from delivery d
            left join lateral (
                select p.orderref from delivery p
                where p.orderref = d.orderref and p.orderseq < d.orderseq and p.parked_at is not null
                  and not p.reopened and not d.reopened
                limit 1) k on true
            """;

    private static final String DUE_BOUNDED = """
            select count(*) from (
                select 1 from delivery
                where parked_at is null and due_at > '-infinity' and due_at <= :now
                limit :bound) as due
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Backlog(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /**
     * Open deliveries by state.
     *
     * @param deadLettered dead letters that belong to no known place of an order
     * @param untold finished or parked, and nobody was told yet
     * @param oldestAccepted of the oldest open one
     * @param oldestUnsettled of the oldest that is neither parked nor told of
     */
    public record Counts(
            long due,
            long waiting,
            long held,
            long parked,
            long deadLettered,
            long untold,
            @Nullable Instant oldestAccepted,
            @Nullable Instant oldestUnsettled) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, null, null);
    }

    public Counts count() {
        return jdbc.sql(COUNT)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Counts(
                        row.getLong("due"),
                        row.getLong("waiting"),
                        row.getLong("held"),
                        row.getLong("parked"),
                        row.getLong("dead_lettered"),
                        row.getLong("untold"),
                        instant(row, "oldest"),
                        instant(row, "oldest_unsettled")))
                .single();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    /** Whether at least this many deliveries are due. */
    public boolean isFull(int bound) {
        return jdbc.sql(DUE_BOUNDED)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("bound", bound)
                        .query(Long.class)
                        .single()
                >= bound;
    }
}
