package io.throughline.ingest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The webhooks that ended as quarantined; one that is asked for again is moved back to {@code webhook_todo}. */
@Repository
public class Quarantine {

    private static final String GROUPS = """
            select w.source, w.shop, e.code, count(*) as webhooks, min(e.ended_at) as oldest, max(e.ended_at) as newest
            from webhook_end e join webhook w on w.id = e.webhook_id
            where e.result = 'quarantined'
            group by w.source, w.shop, e.code
            order by webhooks desc, w.source, w.shop, e.code
            """;

    private static final String LIST = """
            select e.webhook_id, w.source, w.shop, w.topic, e.code, e.detail, e.orderkey, w.received_at, e.ended_at
            from webhook_end e join webhook w on w.id = e.webhook_id
            where e.result = 'quarantined' and e.webhook_id > :after and (e.code = :code or :code = '')
            order by e.webhook_id
            limit :limit
            """;

    private static final String COUNT = """
            select count(*) from webhook_end where result = 'quarantined'
            """;

    private static final String AGAIN = """
            with again as (
                delete from webhook_end
                where webhook_id in (
                    select e.webhook_id
                    from webhook_end e join webhook w on w.id = e.webhook_id
                    where (e.result = 'quarantined' and (e.code = :code or :code = '')
                            or e.result = 'no-change' and e.code = 'set-aside'
                                and (:code = 'set-aside' or e.webhook_id::text = :webhook))
                      and (e.webhook_id::text = :webhook or :webhook = '')
                      and (w.source = :source or :source = '')
                      and (w.shop = :shop or :shop = '')
                    order by e.webhook_id
                    limit :limit
                    for update of e skip locked)
                returning webhook_id
            )
            insert into webhook_todo (webhook_id) select webhook_id from again
            """;

    /** Of what it was put aside for its code is kept; understood once more it says the rest again. */
    private static final String SET_ASIDE = """
            update webhook_end e set result = 'no-change', code = 'set-aside', detail = e.code
            where e.webhook_id in (
                select e.webhook_id
                from webhook_end e join webhook w on w.id = e.webhook_id
                where e.result = 'quarantined'
                  and (e.webhook_id::text = :webhook or :webhook = '')
                  and (e.code = :code or :code = '')
                  and (w.source = :source or :source = '')
                  and (w.shop = :shop or :shop = '')
                order by e.webhook_id
                limit :limit
                for update of e skip locked)
            """;

    /** What the audit calls it when somebody says that they are of no use. */
    public static final String ASIDE = "set-aside-quarantined";

    /** What the audit calls it when somebody has them understood once more. */
    public static final String REPROCESSED = "reprocess-quarantined";

    /** So many are understood again by one command; new webhooks wait behind them. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Webhooks that one cause put aside in one shop. */
    public record Group(String source, String shop, String code, long webhooks, Instant oldest, Instant newest) {}

    /** One of them. */
    public record Item(
            UUID webhookId,
            String source,
            String shop,
            @Nullable String topic,
            String code,
            @Nullable String detail,
            @Nullable String orderKey,
            Instant receivedAt,
            Instant quarantinedAt) {}

    /** Which of them are meant; what is empty restricts nothing. */
    public record Selection(
            Optional<UUID> webhookId, Optional<String> code, Optional<String> source, Optional<String> shop) {

        /** For the audit: {@code code mapping-failed of shopify/demo-shop}. */
        public String subject() {
            String what = webhookId
                    .map(id -> "webhook " + id)
                    .or(() -> code.map(cause -> "code " + cause))
                    .orElse("all");
            return what + " of " + source.orElse("*") + "/" + shop.orElse("*");
        }
    }

    /** The largest first. */
    public List<Group> groups() {
        return jdbc.sql(GROUPS)
                .query((row, index) -> new Group(
                        row.getString("source"),
                        row.getString("shop"),
                        row.getString("code"),
                        row.getLong("webhooks"),
                        instant(row, "oldest"),
                        instant(row, "newest")))
                .list();
    }

    /** In the order of their ids, which is that of their arrival. */
    public List<Item> list(Optional<String> code, UUID after, int limit) {
        return jdbc.sql(LIST)
                .param("code", code.orElse(""))
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> item(row))
                .list();
    }

    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    /**
     * Has the oldest of them understood once more, at most 1,000; how many. Also what was set aside, where it is
     * selected by its id or by code {@code set-aside}.
     */
    public int again(Selection selection) {
        return update(AGAIN, selection);
    }

    /** Ends the oldest of them as no change, at most 1,000; how many. Their bodies stay as long as all do. */
    public int setAside(Selection selection) {
        return update(SET_ASIDE, selection);
    }

    private int update(String statement, Selection selection) {
        return jdbc.sql(statement)
                .param("webhook", selection.webhookId().map(UUID::toString).orElse(""))
                .param("code", selection.code().orElse(""))
                .param("source", selection.source().orElse(""))
                .param("shop", selection.shop().orElse(""))
                .param("limit", AT_ONCE)
                .update();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("webhook_id", UUID.class),
                row.getString("source"),
                row.getString("shop"),
                row.getString("topic"),
                row.getString("code"),
                row.getString("detail"),
                row.getString("orderkey"),
                instant(row, "received_at"),
                instant(row, "ended_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
