package io.throughline.ingest.store;

import io.throughline.backbone.database.Notifications;
import io.throughline.backbone.database.PgArray;
import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop_pause}, and the webhooks that are held by it. */
@Repository
public class Pauses {

    private static final String CHANNEL = "shop_changed";

    private static final String PAUSE = """
            insert into shop_pause (source, shop, since, actor, reason)
            values (:source, :shop, :since, :actor, :reason)
            on conflict (source, shop) do nothing
            """;

    private static final String RESUME = "delete from shop_pause where source = :source and shop = :shop";

    /** A statement of its own after the deletion, so that it sees what was held until then: see {@link #HOLD}. */
    private static final String RELEASE = """
            update webhook_todo t set held = null
            from webhook w
            where t.held and w.id = t.webhook_id
                and not exists (select from shop_pause p where p.source = w.source and p.shop in ('', w.shop))
            """;

    /** The pause is locked: who resumes waits until this is committed, or this sees that there is no pause any more. */
    private static final String HOLD = """
            with paused as (select source, shop from shop_pause for share)
            update webhook_todo t set held = true
            from webhook w
            where t.webhook_id = any(:ids) and w.id = t.webhook_id
                and exists (select from paused p where p.source = w.source and p.shop in ('', w.shop))
            """;

    private static final String LIST = "select source, shop, since, actor, reason from shop_pause";

    private static final String HELD = """
            select w.source, w.shop, count(*) as webhooks
            from webhook_todo t join webhook w on w.id = t.webhook_id
            where t.held
            group by w.source, w.shop
            """;

    private final JdbcClient jdbc;
    private final DataSource database;
    private final Clock clock;

    Pauses(JdbcClient jdbc, DataSource database, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.clock = clock;
    }

    /**
     * A pause.
     *
     * @param shop empty when every shop of the source is paused
     * @param actor who paused it, and why
     */
    public record Pause(String source, String shop, Instant since, String actor, String reason) {

        public boolean covers(Address address) {
            return source.equals(address.source()) && (shop.isEmpty() || shop.equals(address.shop()));
        }
    }

    private record Held(Address shop, long webhooks) {}

    /** Starts telling whenever any instance changed shops, secrets or pauses; close what is returned to stop. */
    public Notifications changed(Runnable told) {
        return new Notifications(database, CHANNEL, told);
    }

    public List<Pause> list() {
        return jdbc.sql(LIST)
                .query((row, index) -> new Pause(
                        row.getString("source"),
                        row.getString("shop"),
                        Columns.instant(row, "since"),
                        row.getString("actor"),
                        row.getString("reason")))
                .list();
    }

    /** How many pauses there are more. */
    public int pause(String source, String shop, String actor, String reason) {
        return jdbc.sql(PAUSE)
                .param("source", source)
                .param("shop", shop)
                .param("since", Columns.utc(clock.instant()))
                .param("actor", actor)
                .param("reason", reason)
                .update();
    }

    /** How many pauses there are less; runs in a transaction, with which what was held is released. */
    public int resume(String source, String shop) {
        int ended = jdbc.sql(RESUME).param("source", source).param("shop", shop).update();
        jdbc.sql(RELEASE).update();
        return ended;
    }

    /** Sets these webhooks aside, as far as their shops are paused; how many that were. */
    public int hold(Collection<UUID> webhooks) {
        return jdbc.sql(HOLD).param("ids", PgArray.of("uuid", webhooks)).update();
    }

    /** How many webhooks are held, by shop. */
    public Map<Address, Long> held() {
        return jdbc
                .sql(HELD)
                .query((row, index) ->
                        new Held(new Address(row.getString("source"), row.getString("shop")), row.getLong("webhooks")))
                .list()
                .stream()
                .collect(Collectors.toMap(Held::shop, Held::webhooks));
    }
}
