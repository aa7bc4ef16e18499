package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code order_fetch}: one row for each order that is to be fetched, however many webhooks wait for it. A webhook
 * waits by naming the order in {@code webhook_todo}.
 */
@Repository
public class Fetches {

    /** The row is locked before the webhooks are made to wait for it: see {@link #FINISH}. */
    private static final String ASK = """
            insert into order_fetch as f (orderkey, source, shop, order_id, due_at)
            select orderkey, min(source), min(shop), min(order_id), max(due_at)
            from unnest(:orderkeys, :sources, :shops, :order_ids, :due_ats)
                as n (orderkey, source, shop, order_id, due_at)
            group by orderkey
            order by orderkey
            on conflict (orderkey) do update set due_at = greatest(f.due_at, excluded.due_at)
            """;

    private static final String WAIT = """
            update webhook_todo t set waits_for = n.orderkey
            from unnest(:ids, :orderkeys) as n (webhook_id, orderkey)
            where t.webhook_id = n.webhook_id
            """;

    private static final String DUE_SHOPS = """
            select distinct source, shop from order_fetch
            where due_at <= :now and (leased_until is null or leased_until < now())
                and not exists (
                    select from shop_pause p
                    where p.source = order_fetch.source and p.shop in ('', order_fetch.shop))
            """;

    private static final String LEASE = """
            update order_fetch f set leased_until = now() + :lease * interval '1 millisecond'
            from (
                select orderkey from order_fetch
                where source = :source and shop = :shop and due_at <= :now
                    and (leased_until is null or leased_until < now())
                order by due_at
                limit :limit
                for update skip locked) due
            where f.orderkey = due.orderkey
            returning f.orderkey, f.order_id, f.attempts
            """;

    private static final String WAITING = """
            select w.id, w.source, w.shop, w.headers, w.body, w.received_at, w.traceparent
            from webhook_todo t join webhook w on w.id = t.webhook_id
            where t.waits_for = :orderkey
            order by t.webhook_id
            limit :limit
            """;

    private static final String LOCK = "select orderkey from order_fetch where orderkey = :orderkey for update";

    /** Only after the lock: a webhook that came to wait meanwhile is committed then, and seen. */
    private static final String FINISH = """
            delete from order_fetch
            where orderkey = :orderkey and not exists (select from webhook_todo where waits_for = :orderkey)
            """;

    private static final String AGAIN = """
            update order_fetch set leased_until = null, attempts = 0, code = null where orderkey = :orderkey
            """;

    private static final String POSTPONE = """
            update order_fetch
            set leased_until = null, attempts = attempts + 1, code = :code, due_at = greatest(due_at, :due_at)
            where orderkey = :orderkey
            """;

    private static final String UNFETCHED = """
            select f.source, f.shop, coalesce(f.code, '') as code, count(distinct f.orderkey) as orders,
                   count(*) as webhooks, min(w.received_at) as waits_since
            from order_fetch f
            join webhook_todo t on t.waits_for = f.orderkey
            join webhook w on w.id = t.webhook_id
            where f.attempts > 0
            group by f.source, f.shop, f.code
            order by f.source, f.shop, f.code
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Fetches(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Runs in the caller's transaction. */
    static void ask(JdbcClient jdbc, List<FetchRequest> requests) {
        PgArray orderKeys = Columns.of("text", requests, FetchRequest::orderKey);
        jdbc.sql(ASK)
                .param("orderkeys", orderKeys)
                .param("sources", Columns.of("text", requests, FetchRequest::source))
                .param("shops", Columns.of("text", requests, FetchRequest::shop))
                .param("order_ids", Columns.of("text", requests, FetchRequest::orderId))
                .param("due_ats", Columns.of("timestamptz", requests, FetchRequest::dueAt))
                .update();
        jdbc.sql(WAIT)
                .param("ids", Columns.of("uuid", requests, FetchRequest::webhookId))
                .param("orderkeys", orderKeys)
                .update();
    }

    /** The shops with something to fetch, but for those that are paused. */
    public List<DueShop> dueShops() {
        return jdbc.sql(DUE_SHOPS)
                .param("now", Columns.utc(clock.instant()))
                .query((row, index) -> new DueShop(row.getString("source"), row.getString("shop")))
                .list();
    }

    /** Leases the shop's fetches that are due longest; after the lease another instance may take them. */
    public List<FetchTask> lease(DueShop shop, int limit, Duration lease) {
        return jdbc.sql(LEASE)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param("now", Columns.utc(clock.instant()))
                .param("lease", lease.toMillis())
                .param("limit", limit)
                .query((row, index) -> new FetchTask(
                        shop, row.getString("orderkey"), row.getString("order_id"), row.getInt("attempts")))
                .list();
    }

    /** What could not be fetched when it was last tried, by shop and cause. */
    public List<UnfetchedShop> unfetched() {
        return jdbc.sql(UNFETCHED)
                .query((row, index) -> new UnfetchedShop(
                        row.getString("source"),
                        row.getString("shop"),
                        row.getString("code"),
                        row.getLong("orders"),
                        row.getLong("webhooks"),
                        Columns.instant(row, "waits_since")))
                .list();
    }

    /** The webhooks that wait for this order now: a fetch that begins later answers all of them. */
    public List<StoredWebhook> waiting(String orderKey, int limit) {
        return jdbc.sql(WAITING)
                .param("orderkey", orderKey)
                .param("limit", limit)
                .query((row, index) -> Webhooks.stored(row))
                .list();
    }

    /** The order was fetched; where a webhook still waits, it is fetched again. */
    public void finish(String orderKey) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(LOCK).param("orderkey", orderKey).query(String.class).list();
            if (jdbc.sql(FINISH).param("orderkey", orderKey).update() == 0) {
                jdbc.sql(AGAIN).param("orderkey", orderKey).update();
            }
        });
    }

    /** The order could not be fetched and is tried again. */
    public void postpone(String orderKey, Instant dueAt, String code) {
        jdbc.sql(POSTPONE)
                .param("orderkey", orderKey)
                .param("due_at", Columns.utc(dueAt))
                .param("code", code)
                .update();
    }
}
