package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.ledger.SearchTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds orders by whatever names one: each part reads an index backwards, and never more than a page of it. */
@Component
public class SearchStore {

    /** The newest comes first: orderrefs follow time. */
    private static final String SEARCH = """
            with found as (
                (select orderref, 'order key' as by from order_head
                    where orderkey = :term and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'storefront id' from order_head
                    where source_order_id = :term and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'order number' from order_head
                    where display_number = :term and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'order number' from order_head
                    where display_number = '#' || :term and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'storefront' from order_head
                    where storefront = :name and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'shop' from order_head
                    where shop = :name and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'shop' from order_head
                    where shop = :shop and storefront = :storefront and orderref < :before
                    order by orderref desc limit :limit)
                union all
                (select orderref, 'SKU' from order_term
                    where kind = 'sku' and term = :name and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'tracking number' from order_term
                    where kind = 'tracking' and term = :name and orderref < :before
                    order by orderref desc limit :limit)
                union all
                (select orderref, 'e-mail address' from order_term
                    where kind = 'email' and term = :email and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'event' from event
                    where event_id = :id and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'message' from event
                    where webhook_id = :term and orderref < :before order by orderref desc limit :limit)
                union all
                (select orderref, 'trace' from event
                    where trace_id = :name and orderref < :before order by orderref desc limit :limit)
            )
            select h.orderref, h.orderkey, h.display_number, h.accepted_at, h.test, f.by
            from (select orderref, array_agg(distinct by) as by from found group by orderref
                order by orderref desc limit :limit) f
            join order_head h using (orderref)
            order by h.orderref desc
            """;

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JdbcClient jdbc;
    private final EmailHash hash;
    private final DashboardProperties properties;

    SearchStore(JdbcClient jdbc, EmailHash hash, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.properties = properties;
    }

    /** Newest first, as many as a list may have. */
    public List<FoundOrder> search(String term) {
        return search(term, NEWEST);
    }

    /**
     * The same of older orders.
     *
     * @param before the last order of the page before
     */
    public List<FoundOrder> search(String term, UUID before) {
        String name = SearchTerms.normal(term);
        String[] parts = name.split(":", -1);
        return jdbc.sql(SEARCH)
                .param("term", term.strip())
                .param("name", name)
                .param("storefront", parts.length == 2 ? parts[0] : null)
                .param("shop", parts.length == 2 ? parts[1] : null)
                .param("email", emailOf(name))
                .param("id", idOf(name))
                .param("before", before)
                .param("limit", properties.maxRows())
                .query((row, index) -> found(row))
                .list();
    }

    private @Nullable String emailOf(String name) {
        return Optional.of(name)
                .filter(address -> address.contains("@"))
                .flatMap(hash::of)
                .orElse(null);
    }

    private static @Nullable UUID idOf(String name) {
        return UUID_FORM.matcher(name).matches() ? UUID.fromString(name) : null;
    }

    private static FoundOrder found(ResultSet row) throws SQLException {
        return new FoundOrder(
                row.getObject("orderref", UUID.class),
                row.getString("orderkey"),
                row.getString("display_number"),
                Columns.instant(row, "accepted_at"),
                row.getBoolean("test"),
                List.of((String[]) row.getArray("by").getArray()));
    }
}
