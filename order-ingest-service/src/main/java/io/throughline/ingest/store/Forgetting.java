package io.throughline.ingest.store;

import io.throughline.ingest.TimeOrderedIds;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what was kept long enough, a bounded number of rows in each transaction. Ids begin with their time, so rows
 * of one time lie together, and whole pages become free for those to come.
 */
@Repository
public class Forgetting {

    /** What did not end, or was put aside for somebody to decide, stays with its body however old it is. */
    private static final String RAW_BODIES = """
            with old as (
                select w.id from webhook w
                where w.id > :after and w.id < :before_id
                    and not exists (select from webhook_todo t where t.webhook_id = w.id)
                    and not exists (
                        select from webhook_end e where e.webhook_id = w.id and e.result = 'quarantined')
                    and not exists (select from webhook_conflict c where c.webhook_id = w.id)
                order by w.id
                limit :limit
            ), gone as (
                delete from webhook w using old where w.id = old.id returning w.id
            ), ended as (
                delete from webhook_end e using old where e.webhook_id = old.id
            )
            select count(*) as looked_at, count(*) as forgotten, max(id::text)::uuid as last from gone
            """;

    private static final String REFUSED_REQUESTS = """
            with gone as (
                delete from refused_webhook where id in (
                    select id from refused_webhook where at < :before order by id limit :limit)
                returning id
            ), groups as (
                delete from refusal where last_at < :before
            )
            select count(*) as looked_at, count(*) as forgotten, null::uuid as last from gone
            """;

    /** Whole orders only. What was not relayed yet stays, and all of it while somebody replays from the log. */
    private static final String EVENTS = """
            with looked_at as (
                select distinct orderref from order_event
                where orderref > :after and orderref < :before_id
                order by orderref
                limit :limit
            ), old as (
                select l.orderref from looked_at l
                where not exists (select from replay r where r.state = 'running')
                    and not exists (
                        select from order_event e
                        where e.orderref = l.orderref
                            and (e.appended_at >= :before or (e.xid, e.position) > (
                                coalesce((select r.xid from relay r where r.name = :log), 0),
                                coalesce((select r.position from relay r where r.name = :log), 0))))
            ), gone as (
                delete from order_event e using old where e.orderref = old.orderref returning e.orderref
            )
            select (select count(*) from looked_at) as looked_at, (select count(*) from gone) as forgotten,
                   (select max(orderref::text)::uuid from looked_at) as last
            """;

    private static final String SHOP_DAYS = """
            with gone as (
                delete from shop_day where (source, shop, day) in (
                    select source, shop, day from shop_day where ends_at < :before limit :limit)
                returning day
            )
            select count(*) as looked_at, count(*) as forgotten, null::uuid as last from gone
            """;

    /** Released when the transaction ends, however it ends. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('ingest-forgetting'))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Forgetting(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What is kept for a time of its own. */
    public enum Kept {
        RAW_BODIES(Forgetting.RAW_BODIES),
        REFUSED_REQUESTS(Forgetting.REFUSED_REQUESTS),
        EVENTS(Forgetting.EVENTS),
        SHOP_DAYS(Forgetting.SHOP_DAYS);

        private final String statement;

        Kept(String statement) {
            this.statement = statement;
        }

        /** {@code raw-bodies} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What one transaction did.
     *
     * @param rows that are gone
     * @param last the last id that it looked at
     * @param more whether there may be more of it; not where another instance is at it
     */
    public record Batch(long rows, UUID last, boolean more) {}

    /** Forgets what is older than the instant, beginning after an id. */
    public Batch forget(Kept kept, Instant before, UUID after, int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            boolean alone = jdbc.sql(ALONE).query(Boolean.class).single();
            return alone ? delete(kept, before, after, limit) : new Batch(0, after, false);
        }));
    }

    private Batch delete(Kept kept, Instant before, UUID after, int limit) {
        return jdbc.sql(kept.statement)
                .param("before", Columns.utc(before))
                .param("before_id", TimeOrderedIds.firstOf(before))
                .param("after", after)
                .param("limit", limit)
                .param("log", EventLog.NAME)
                .query((row, index) -> new Batch(
                        row.getLong("forgotten"),
                        row.getObject("last", UUID.class) == null ? after : row.getObject("last", UUID.class),
                        row.getLong("looked_at") == limit))
                .single();
    }
}
