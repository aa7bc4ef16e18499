package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Appended;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sets what ingest's log says was appended against what came on topic {@code orders}; keeps only the difference. */
@Component
public class PublishLedger {

    private static final String WHERE = """
            select cursor, since, read_up_to from ingest_log
            """;

    /** Does nothing when another instance has read on from there already. */
    private static final String ADVANCE = """
            update ingest_log
            set cursor = :next, read_up_to = greatest(read_up_to, coalesce(:read_up_to, read_up_to))
            where cursor is not distinct from :cursor::text
            """;

    private static final String AWAIT = """
            with told as (
                select t.*, exists (select from event e where e.orderref = t.orderref and e.orderseq = t.orderseq)
                    or exists (
                        select from dead_letter d where d.topic = 'orders' and d.message_id = t.event_id::text) as came
                from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :types, :appended_ats)
                    as t (orderref, orderseq, event_id, orderkey, type, appended_at)
            ), waiting as (
                insert into awaited (orderref, orderseq, event_id, orderkey, type, appended_at)
                select orderref, orderseq, event_id, orderkey, type, appended_at from told where not came
                on conflict (orderref, orderseq) do nothing
            )
            update ingest_log
            set seen_through = greatest(seen_through, came.through), moved_at = :now
            from (select max(appended_at) as through from told where came) came
            where came.through is not null
            """;

    private static final String CAME = """
            with came as (
                delete from awaited a using unnest(:event_ids) as e (event_id) where a.event_id = e.event_id
                returning a.appended_at
            )
            update ingest_log
            set seen_through = greatest(seen_through, came.through), moved_at = :now
            from (select max(appended_at) as through from came) came
            where came.through is not null
            """;

    /**
     * One relay publishes in the order of the log. So an event is missing once a later one has come, or once none has
     * come for as long as publishing may take; one that waits behind others that are coming is not.
     */
    private static final String OVERDUE = """
            select a.*, count(*) over () as overdue
            from awaited a cross join ingest_log l
            where a.appended_at < :overdue_before
              and (a.appended_at < l.seen_through or coalesce(l.moved_at, '-infinity') < :still_since)
            order by a.appended_at, a.orderref, a.orderseq
            limit :most
            """;

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final Clock clock;

    PublishLedger(JdbcClient jdbc, LedgerLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * How far ingest's log was read.
     *
     * @param cursor absent before the first page
     * @param since what was appended earlier is none of our business
     */
    public record Place(
            @Nullable String cursor,
            Instant since,
            @Nullable Instant readUpTo) {}

    public Place place() {
        return jdbc.sql(WHERE)
                .query((row, index) -> new Place(
                        row.getString("cursor"),
                        Columns.instant(row, "since"),
                        Columns.instantOrNull(row, "read_up_to")))
                .single();
    }

    /**
     * Writes down a page of the log; what came already is not awaited.
     *
     * @param place from which the page was asked for
     * @param readUpTo everything appended until then is now known; absent when there is more to read
     */
    public void record(Place place, List<Appended> page, String next, @Nullable Instant readUpTo) {
        lock.locked(() -> {
            int advanced = jdbc.sql(ADVANCE)
                    .param("cursor", place.cursor())
                    .param("next", next)
                    .param("read_up_to", readUpTo == null ? null : Columns.utc(readUpTo))
                    .update();
            return advanced == 0 || page.isEmpty() ? 0 : await(page);
        });
    }

    private int await(List<Appended> page) {
        return jdbc.sql(AWAIT)
                .param("orderrefs", Columns.of("uuid", page, Appended::orderRef))
                .param("orderseqs", Columns.of("int4", page, Appended::orderSeq))
                .param("event_ids", Columns.of("uuid", page, Appended::eventId))
                .param("orderkeys", Columns.of("text", page, Appended::orderKey))
                .param("types", Columns.of("text", page, Appended::type))
                .param("appended_ats", Columns.of("timestamptz", page, Appended::appendedAt))
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    /** These events came on topic {@code orders}; in the transaction that writes them down. */
    void came(List<UUID> eventIds) {
        jdbc.sql(CAME)
                .param("event_ids", Columns.of("uuid", eventIds, id -> id))
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    /** @param count of all, of which {@code oldest} names a few */
    public record Overdue(long count, List<Appended> oldest) {}

    /**
     * What should have come and did not.
     *
     * @param before appended before this
     * @param stillSince none came since
     */
    public Overdue overdue(Instant before, Instant stillSince, int most) {
        long[] count = {0};
        List<Appended> oldest = jdbc.sql(OVERDUE)
                .param("overdue_before", Columns.utc(before))
                .param("still_since", Columns.utc(stillSince))
                .param("most", most)
                .query((row, index) -> {
                    count[0] = row.getLong("overdue");
                    return appended(row);
                })
                .list();
        return new Overdue(count[0], oldest);
    }

    private static Appended appended(ResultSet row) throws SQLException {
        return new Appended(
                row.getObject("event_id", UUID.class),
                row.getObject("orderref", UUID.class),
                row.getInt("orderseq"),
                row.getString("orderkey"),
                row.getString("type"),
                Columns.instant(row, "appended_at"));
    }
}
