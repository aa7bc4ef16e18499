package io.throughline.ingest.store;

import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop_traffic}: when genuine webhooks of a shop came last, and how often they do. */
@Repository
public class Traffic {

    private static final String CAME = """
            insert into shop_traffic as t (source, shop, last_at, webhooks)
            select * from unnest(:sources, :shops, :last_ats, :webhooks) as n (source, shop, last_at, webhooks)
            order by source, shop
            on conflict (source, shop) do update
            set webhooks = t.webhooks + excluded.webhooks, last_at = greatest(t.last_at, excluded.last_at),
                interval_ms = case when excluded.last_at > t.last_at then
                    coalesce(0.9 * t.interval_ms
                             + 100 * extract(epoch from excluded.last_at - t.last_at) / excluded.webhooks,
                             1000 * extract(epoch from excluded.last_at - t.last_at) / excluded.webhooks)
                    else t.interval_ms end
            """;

    private static final String LIST = "select source, shop, last_at, interval_ms from shop_traffic";

    private final JdbcClient jdbc;

    Traffic(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** So many webhooks of a shop, the last of them then. */
    public record Came(Address shop, Instant lastAt, long webhooks) {}

    /** @param intervalMs between two webhooks as a rule; absent until there were two */
    public record Rhythm(
            Address shop, Instant lastAt, @Nullable Double intervalMs) {

        public Optional<Duration> interval() {
            return Optional.ofNullable(intervalMs).map(millis -> Duration.ofMillis(millis.longValue()));
        }
    }

    public void came(List<Came> all) {
        jdbc.sql(CAME)
                .param("sources", Columns.of("text", all, one -> one.shop().source()))
                .param("shops", Columns.of("text", all, one -> one.shop().shop()))
                .param("last_ats", Columns.of("timestamptz", all, Came::lastAt))
                .param("webhooks", Columns.of("int8", all, Came::webhooks))
                .update();
    }

    public List<Rhythm> list() {
        return jdbc.sql(LIST)
                .query((row, index) -> new Rhythm(
                        new Address(row.getString("source"), row.getString("shop")),
                        Columns.instant(row, "last_at"),
                        row.getObject("interval_ms", Double.class)))
                .list();
    }
}
