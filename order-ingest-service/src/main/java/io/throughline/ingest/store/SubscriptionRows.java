package io.throughline.ingest.store;

import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code webhook_subscription}: what shops were seen to send webhooks about. */
@Repository
public class SubscriptionRows {

    private static final String SEEN = """
            insert into webhook_subscription (source, shop, topic, address, seen_at)
            values (:source, :shop, :topic, :address, :now)
            on conflict (source, shop, topic, address) do update set seen_at = :now, disabled_since = null
            """;

    private static final String DISABLED = """
            update webhook_subscription set disabled_since = :now
            where source = :source and shop = :shop and topic = :topic and address = :address
                and disabled_since is null
            """;

    private static final String ADD = """
            insert into webhook_subscription (source, shop, topic, address, seen_at)
            values (:source, :shop, :topic, :address, :now)
            on conflict (source, shop, topic, address) do nothing
            """;

    private static final String LIST = """
            select topic, address from webhook_subscription
            where source = :source and shop = :shop order by topic, address
            """;

    /** A day after the first of them, they are counted anew. */
    private static final String ENABLED = """
            update webhook_subscription
            set enabled = case when enabled_since > :since then enabled + 1 else 1 end,
                enabled_since = case when enabled_since > :since then enabled_since else :now end
            where source = :source and shop = :shop and topic = :topic and address = :address
                and (enabled_since is null or enabled_since <= :since or enabled < :most)
            """;

    private static final String COUNT = """
            select count(*) from webhook_subscription where disabled_since is not null
            """;

    private static final String FORGET = """
            delete from webhook_subscription where source = :source and shop = :shop and seen_at < :before
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    SubscriptionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A topic that goes to an address. */
    public record Row(String topic, String address) {}

    /** It sends. */
    public void seen(Address shop, Row row) {
        on(SEEN, shop, row).param("now", Columns.utc(clock.instant())).update();
    }

    /** It does not send; whether that is news. */
    public boolean disabled(Address shop, Row row) {
        Instant now = clock.instant();
        on(ADD, shop, row).param("now", Columns.utc(now)).update();
        return on(DISABLED, shop, row).param("now", Columns.utc(now)).update() == 1;
    }

    /** What the shop was ever seen to send. */
    public List<Row> list(Address shop) {
        return jdbc.sql(LIST)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .query((row, index) -> new Row(row.getString("topic"), row.getString("address")))
                .list();
    }

    /** Whether it may be enabled once more, which is counted: so many times within so long. */
    public boolean mayEnable(Address shop, Row row, int most, Duration within) {
        Instant now = clock.instant();
        return on(ENABLED, shop, row)
                        .param("now", Columns.utc(now))
                        .param("since", Columns.utc(now.minus(within)))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** What the shop was not seen to send for so long. */
    public void forget(Address shop, Duration after) {
        jdbc.sql(FORGET)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param("before", Columns.utc(clock.instant().minus(after)))
                .update();
    }

    /** How many of all shops do not send. */
    public long countDisabled() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    private JdbcClient.StatementSpec on(String sql, Address shop, Row row) {
        return jdbc.sql(sql)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param("topic", row.topic())
                .param("address", row.address());
    }
}
