package io.throughline.ingest.store;

import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays.Day;
import java.math.BigInteger;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop_day_order}, what a shop lists as placed on one day, beside what {@code order_state} says of it. */
@Repository
public class DayComparison {

    private static final String ADD = """
            insert into shop_day_order (source, shop, day, orderkey, version, currency, total_minor)
            select :source, :shop, :day, o.orderkey, o.version, o.currency, o.total_minor
            from unnest(:orderkeys, :versions, :currencies, :totals) as o (orderkey, version, currency, total_minor)
            on conflict (source, shop, day, orderkey) do update
            set version = excluded.version, currency = excluded.currency, total_minor = excluded.total_minor
            """;

    private static final String GO_ON = """
            update shop_day
            set cursor = :cursor, pages = pages + 1, failures = 0, code = null, listed = :cursor::text is null
            where source = :source and shop = :shop and day = :day
            """;

    private static final String CLEAR = """
            delete from shop_day_order where source = :source and shop = :shop and day = :day
            """;

    /** Of the shop; ';' is the character after ':'. What is known as deleted is not held. */
    private static final String BOTH = """
            with listed as (
                select orderkey, version, currency, total_minor from shop_day_order
                where source = :source and shop = :shop and day = :day
            ), held as (
                select orderkey, version, currency, total_minor from order_state
                where placed_at >= :begins_at and placed_at < :ends_at and order_status <> 'deleted'
                    and orderkey > :source || ':' || :shop || ':' and orderkey < :source || ':' || :shop || ';'
            ), found as (
                select l.orderkey, l.version, coalesce(s.order_status = 'deleted', false) as restores,
                    case
                        when s.version is null or s.order_status = 'deleted' then
                            case when l.version > :settled then 'moved' else 'missing' end
                        when s.version < l.version then
                            case when l.version > :settled then 'moved' else 'behind' end
                        when s.total_minor is null then null
                        when s.currency = l.currency and s.total_minor = l.total_minor then null
                        when s.version = l.version then 'differing'
                        else 'moved'
                    end as cause
                from listed l left join order_state s on s.orderkey = l.orderkey
                union all
                select h.orderkey, h.version, false, 'gone'
                from held h where not exists (select from listed l where l.orderkey = h.orderkey)
            )
            """;

    private static final String COUNT = BOTH + """
            select count(*) filter (where cause = 'missing') as missing,
                count(*) filter (where cause = 'behind') as behind,
                count(*) filter (where cause = 'differing') as differing,
                count(*) filter (where cause = 'gone') as gone,
                count(*) filter (where cause = 'moved') as moved
            from found
            """;

    private static final String UNASKED = BOTH + """
            select f.orderkey, f.version, f.restores, f.cause from found f
            where f.cause <> 'moved' and (f.cause <> 'gone' or :gone)
                and not exists (select from order_fetch o where o.orderkey = f.orderkey)
                and not exists (
                    select from reconciliation_gap g
                    where g.source = :source and g.shop = :shop and g.day = :day and g.orderkey = f.orderkey)
            order by f.orderkey limit :limit
            """;

    private static final String SUMS = BOTH + """
            , sides as (
                select currency, 1 as listed, total_minor as listed_minor, 0 as held, 0 as held_minor from listed
                union all
                select currency, 0, 0, 1, total_minor from (
                    select orderkey, currency, total_minor from held
                    union
                    select s.orderkey, s.currency, s.total_minor from listed l
                    join order_state s on s.orderkey = l.orderkey and s.order_status <> 'deleted') as ours
                where currency is not null
            )
            select currency, sum(listed) as listed, sum(listed_minor) as listed_minor, sum(held) as held,
                sum(held_minor) as held_minor
            from sides group by currency order by currency
            """;

    private final JdbcClient jdbc;

    DayComparison(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order as the list of its day has it. */
    public record ListedTotal(Listed listed, String currency, long minor) {}

    /**
     * How two orders may differ: what the shop lists and what we hold.
     */
    public enum Cause {
        /** Listed, and not held. */
        MISSING,
        /** Listed in a newer version than the one held. */
        BEHIND,
        /** In one version, with another total. */
        DIFFERING,
        /** Held, and not listed. */
        GONE;

        /** {@code missing} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Cause of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * An order of the day that is to be asked for.
     *
     * @param restores whether it is known as deleted, and listed
     */
    public record Difference(Listed listed, Cause cause, boolean restores) {}

    /**
     * How many orders differ, and how.
     *
     * @param moved changed too recently, or since they were listed: to be compared again, and no more
     */
    public record Differences(int missing, int behind, int differing, int gone, int moved) {

        public boolean isNone() {
            return missing + behind + differing + gone + moved == 0;
        }
    }

    /**
     * Orders of one currency.
     *
     * @param listedMinor the sum of their totals, in the currency's smallest unit
     * @param held by us, those known as deleted left out
     */
    public record Sum(String currency, long listed, BigInteger listedMinor, long held, BigInteger heldMinor) {}

    /**
     * What a comparison says.
     *
     * @param code why less was done about it than usual
     */
    public record Result(
            List<Sum> sums,
            Differences differences,
            @Nullable String code) {

        public Result {
            sums = List.copyOf(sums);
        }
    }

    /** Writes a page down, in the caller's transaction, and where the list goes on; without a cursor it is whole. */
    public void add(Day day, List<ListedTotal> orders, @Nullable String cursor) {
        of(ADD, day)
                .param(
                        "orderkeys",
                        Columns.of("text", orders, one -> one.listed().orderKey()))
                .param(
                        "versions",
                        Columns.of("timestamptz", orders, one -> one.listed().version()))
                .param("currencies", Columns.of("text", orders, ListedTotal::currency))
                .param("totals", Columns.of("int8", orders, ListedTotal::minor))
                .update();
        of(GO_ON, day).param("cursor", cursor, Types.VARCHAR).update();
    }

    public void clear(Day day) {
        of(CLEAR, day).update();
    }

    /** @param settled what was changed after it is still its webhook's affair */
    public Result compare(Day day, Instant settled) {
        Differences differences = both(COUNT, day, settled)
                .query((row, index) -> new Differences(
                        row.getInt("missing"),
                        row.getInt("behind"),
                        row.getInt("differing"),
                        row.getInt("gone"),
                        row.getInt("moved")))
                .single();
        List<Sum> sums = both(SUMS, day, settled)
                .query((row, index) -> new Sum(
                        row.getString("currency"),
                        row.getLong("listed"),
                        row.getBigDecimal("listed_minor").toBigInteger(),
                        row.getLong("held"),
                        row.getBigDecimal("held_minor").toBigInteger()))
                .list();
        return new Result(sums, differences, null);
    }

    /**
     * Those that were not asked for yet because of this day, and that nobody is about to fetch.
     *
     * @param gone whether those that are not listed are among them
     */
    public List<Difference> unasked(Day day, Instant settled, boolean gone, int limit) {
        return both(UNASKED, day, settled)
                .param("gone", gone)
                .param("limit", limit)
                .query((row, index) -> new Difference(
                        new Listed(
                                row.getString("orderkey"),
                                orderId(day.shop(), row.getString("orderkey")),
                                Columns.instant(row, "version")),
                        Cause.of(row.getString("cause")),
                        row.getBoolean("restores")))
                .list();
    }

    private static String orderId(Address shop, String orderKey) {
        return orderKey.substring(shop.source().length() + shop.shop().length() + 2);
    }

    private JdbcClient.StatementSpec both(String sql, Day day, Instant settled) {
        return of(sql, day)
                .param("begins_at", Columns.utc(day.beginsAt()))
                .param("ends_at", Columns.utc(day.endsAt()))
                .param("settled", Columns.utc(settled));
    }

    private JdbcClient.StatementSpec of(String sql, Day day) {
        return jdbc.sql(sql)
                .param("source", day.shop().source())
                .param("shop", day.shop().shop())
                .param("day", day.day());
    }
}
