package io.throughline.ingest.store;

import io.throughline.ingest.store.Reconciliations.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code reconciliation_gap}: what no webhook had told of, and whether it was made good. */
@Repository
public class Gaps {

    private static final String NEWS = """
            select l.orderkey, coalesce(s.order_status = 'deleted', false) as deleted
            from unnest(:orderkeys, :versions) as l (orderkey, version)
            left join order_state s on s.orderkey = l.orderkey
            where (s.version is null or s.version < l.version)
                and not exists (select from order_fetch f where f.orderkey = l.orderkey)
            """;

    private static final String FOUND = """
            insert into reconciliation_gap (source, shop, orderkey, version, found_at, webhook_id, cause, day)
            select :source, :shop, orderkey, version, :found_at, webhook_id, cause, :day
            from unnest(:orderkeys, :versions, :webhook_ids, :causes) as g (orderkey, version, webhook_id, cause)
            """;

    /** Published means that the relay is past every event that came of it. */
    private static final String REPAIR = """
            with repaired as (
                update reconciliation_gap g set repaired_at = :now
                from webhook_end e
                where g.repaired_at is null and e.webhook_id = g.webhook_id and e.result in ('events', 'no-change')
                    and not exists (
                        select from order_state s join order_event o on o.orderref = s.orderref
                        where s.orderkey = g.orderkey and o.webhook_id = g.webhook_id
                            and (o.xid, o.position) >
                                (coalesce((select r.xid from relay r where r.name = 'order_event'), 0),
                                 coalesce((select r.position from relay r where r.name = 'order_event'), 0)))
                returning g.source, g.shop, g.orderkey, g.found_at, g.day
            ), counted as (
                update shop_day d set repaired = d.repaired + r.number
                from (select source, shop, day, count(*) as number from repaired group by source, shop, day) as r
                where d.source = r.source and d.shop = r.shop and d.day = r.day
            )
            select source, shop, orderkey, found_at from repaired
            """;

    private static final String FORGET = """
            delete from reconciliation_gap
            where source = :source and shop = :shop and gap_id <= (
                select gap_id from reconciliation_gap where source = :source and shop = :shop
                order by gap_id desc offset :kept limit 1)
            """;

    private static final String BACKLOG = """
            select count(*) from order_fetch where source = :source and shop = :shop
            """;

    private static final String FOUND_SINCE = """
            select source, count(*) as changes from reconciliation_gap where found_at > :since group by source
            """;

    private static final String LIST = """
            select * from reconciliation_gap
            where gap_id > :after and (not :open or repaired_at is null)
            order by gap_id limit :limit
            """;

    private static final String NEWEST = """
            select * from reconciliation_gap where not :open or repaired_at is null
            order by repaired_at is null desc, gap_id desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Gaps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An order as its shop lists it.
     *
     * @param version when it was modified last
     */
    public record Listed(String orderKey, String orderId, Instant version) {}

    /**
     * An order of which the shop knows more than we do.
     *
     * @param deleted whether it is known as deleted
     */
    public record News(String orderKey, boolean deleted) {}

    /** A gap that was just made good. */
    public record Repaired(String source, String shop, String orderKey, Instant foundAt) {}

    /**
     * A gap as it is remembered.
     *
     * @param cause {@code modified}, or what the comparison of a day named: {@code missing}, {@code behind},
     *     {@code differing}, {@code gone}
     * @param day of the comparison that found it
     */
    public record Gap(
            long gapId,
            String source,
            String shop,
            String orderKey,
            Instant version,
            Instant foundAt,
            UUID webhookId,
            String cause,
            @Nullable LocalDate day,
            @Nullable Instant repairedAt) {}

    /** Those that are newer than what is known of them, and that nobody is about to fetch. */
    public List<News> news(List<Listed> listed) {
        return jdbc.sql(NEWS)
                .param("orderkeys", Columns.of("text", listed, Listed::orderKey))
                .param("versions", Columns.of("timestamptz", listed, Listed::version))
                .query((row, index) -> new News(row.getString("orderkey"), row.getBoolean("deleted")))
                .list();
    }

    /**
     * What is newly missed.
     *
     * @param webhookId of the hint made of it
     * @param cause how it was found: {@code modified} by its time of change, others by comparing its day
     */
    public record Found(Listed listed, UUID webhookId, String cause) {}

    /** @param day that was compared; absent for changes found by their time */
    public void found(Address shop, List<Found> missed, @Nullable LocalDate day) {
        jdbc.sql(FOUND)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param(
                        "orderkeys",
                        Columns.of("text", missed, one -> one.listed().orderKey()))
                .param(
                        "versions",
                        Columns.of("timestamptz", missed, one -> one.listed().version()))
                .param("webhook_ids", Columns.of("uuid", missed, Found::webhookId))
                .param("causes", Columns.of("text", missed, Found::cause))
                .param("day", day, Types.DATE)
                .param("found_at", Columns.utc(clock.instant()))
                .update();
    }

    /** Marks the gaps whose events are published, or whose webhook came after all; each is told once. */
    public List<Repaired> repair() {
        return jdbc.sql(REPAIR)
                .param("now", Columns.utc(clock.instant()))
                .query((row, index) -> new Repaired(
                        row.getString("source"),
                        row.getString("shop"),
                        row.getString("orderkey"),
                        Columns.instant(row, "found_at")))
                .list();
    }

    /** Forgets all but the newest. */
    public void forget(Address shop, int kept) {
        jdbc.sql(FORGET)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param("kept", kept)
                .update();
    }

    /** How many orders of the shop wait to be fetched. */
    public int backlog(Address shop) {
        return jdbc.sql(BACKLOG)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .query(Integer.class)
                .single();
    }

    /** So many of one kind of storefront. */
    public record OfSource(String source, long changes) {}

    /** As far as they are remembered. */
    public List<OfSource> foundSince(Instant since) {
        return jdbc.sql(FOUND_SINCE)
                .param("since", Columns.utc(since))
                .query((row, index) -> new OfSource(row.getString("source"), row.getLong("changes")))
                .list();
    }

    /** In the order in which they were found. */
    public List<Gap> list(boolean open, long after, int limit) {
        return jdbc.sql(LIST)
                .param("open", open)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> gap(row))
                .list();
    }

    /** Those that were not made good before the others, each the newest first. */
    public List<Gap> newest(boolean open, int limit) {
        return jdbc.sql(NEWEST)
                .param("open", open)
                .param("limit", limit)
                .query((row, index) -> gap(row))
                .list();
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getLong("gap_id"),
                row.getString("source"),
                row.getString("shop"),
                row.getString("orderkey"),
                Columns.instant(row, "version"),
                Columns.instant(row, "found_at"),
                row.getObject("webhook_id", UUID.class),
                row.getString("cause"),
                row.getObject("day", LocalDate.class),
                Columns.instantOrNull(row, "repaired_at"));
    }
}
