package io.throughline.ingest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code reconciliation}: how far each shop was asked, and which instance is at it. */
@Repository
public class Reconciliations {

    private static final String OPEN = """
            insert into reconciliation (source, shop, watermark, due_at)
            values (:source, :shop, :watermark, :now)
            on conflict (source, shop) do nothing
            """;

    private static final String LEASE = """
            update reconciliation
            set lease_owner = :owner, lease_until = now() + :lease * interval '1 millisecond'
            where source = :source and shop = :shop and due_at <= :now
                and (lease_owner = :owner or lease_until < now())
            returning watermark, until, failures
            """;

    private static final String TAKE = """
            update reconciliation set lease_owner = :owner, lease_until = now() + :lease * interval '1 millisecond'
            where source = :source and shop = :shop and lease_until < now()
            """;

    private static final String RELEASE = """
            update reconciliation set lease_owner = null, lease_until = '-infinity'
            where source = :source and shop = :shop and lease_owner = :owner
            """;

    private static final String RENEW = """
            update reconciliation set lease_until = now() + :lease * interval '1 millisecond'
            where source = :source and shop = :shop and lease_owner = :owner and lease_until >= now()
            """;

    private static final String END = """
            update reconciliation
            set watermark = greatest(watermark, :watermark), until = :until, due_at = :due_at, failures = 0,
                code = null, polled_at = coalesce(:polled_at, polled_at), lease_owner = null,
                lease_until = '-infinity'
            where source = :source and shop = :shop and lease_owner = :owner
            """;

    private static final String FAIL = """
            update reconciliation
            set due_at = :due_at, failures = failures + 1, code = :code, lease_owner = null,
                lease_until = '-infinity'
            where source = :source and shop = :shop and lease_owner = :owner
            """;

    private static final String LIST = """
            select r.source, r.shop, r.watermark, r.due_at, r.polled_at, r.failures, r.code,
                g.gaps, g.open_gaps, g.oldest_gap,
                (select count(*) from webhook_subscription s
                 where s.source = r.source and s.shop = r.shop and s.disabled_since is not null) as disabled_topics
            from reconciliation r cross join lateral (
                select count(*) as gaps, count(*) filter (where g.repaired_at is null) as open_gaps,
                    min(g.found_at) filter (where g.repaired_at is null) as oldest_gap
                from reconciliation_gap g where g.source = r.source and g.shop = r.shop) g
            order by r.source, r.shop
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID owner = UUID.randomUUID();
    private final Set<Address> opened = ConcurrentHashMap.newKeySet();

    Reconciliations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A shop that is ours to ask for now.
     *
     * @param watermark the newest modification that is surely known, in the storefront's own time
     * @param until where the window ends at the latest, because it was too full before
     */
    public record Leased(
            Address shop, Instant watermark, @Nullable Instant until, int failures) {}

    /** Which shop. */
    public record Address(String source, String shop) {}

    /**
     * How a shop stands.
     *
     * @param gaps found, as far as they are remembered
     * @param oldestGap when the oldest was found that is not repaired
     * @param disabledTopics that it does not send webhooks about any more
     */
    public record Standing(
            String source,
            String shop,
            Instant watermark,
            Instant dueAt,
            @Nullable Instant polledAt,
            int failures,
            @Nullable String code,
            long gaps,
            long repairedGaps,
            long openGaps,
            @Nullable Instant oldestGap,
            long disabledTopics) {}

    /**
     * What is to be written down after a window.
     *
     * @param watermark stays where it is if it is older
     * @param until where the next window ends at the latest
     * @param complete when everything up to the grace was asked for; absent when it was not
     */
    public record End(
            Instant watermark,
            @Nullable Instant until,
            Instant dueAt,
            @Nullable Instant complete) {}

    /**
     * Takes the shop, if it is due and no other instance is at it.
     *
     * @param first the watermark of a shop that was never asked
     */
    public Optional<Leased> lease(Address shop, Instant first, Duration lease) {
        Instant now = clock.instant();
        if (opened.add(shop)) {
            on(OPEN, shop)
                    .param("watermark", Columns.utc(first))
                    .param("now", Columns.utc(now))
                    .update();
        }
        return on(LEASE, shop)
                .param("owner", owner)
                .param("now", Columns.utc(now))
                .param("lease", lease.toMillis())
                .query((row, index) -> new Leased(
                        shop,
                        Columns.instant(row, "watermark"),
                        Columns.instantOrNull(row, "until"),
                        row.getInt("failures")))
                .optional();
    }

    /**
     * Takes a shop that is known already, due or not, if nobody is at it. To be followed by {@link #release}.
     *
     * @return whether it is ours
     */
    public boolean take(Address shop, Duration lease) {
        return on(TAKE, shop)
                        .param("owner", owner)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    public void release(Address shop) {
        on(RELEASE, shop).param("owner", owner).update();
    }

    /** @return false when another instance may be at it by now */
    public boolean renew(Address shop, Duration lease) {
        return on(RENEW, shop)
                        .param("owner", owner)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    public void end(Address shop, End end) {
        on(END, shop)
                .param("owner", owner)
                .param("watermark", Columns.utc(end.watermark()))
                .param("until", orNull(end.until()))
                .param("due_at", Columns.utc(end.dueAt()))
                .param("polled_at", orNull(end.complete()))
                .update();
    }

    public void fail(Address shop, Instant dueAt, String code) {
        on(FAIL, shop)
                .param("owner", owner)
                .param("due_at", Columns.utc(dueAt))
                .param("code", code)
                .update();
    }

    public List<Standing> list() {
        return jdbc.sql(LIST).query((row, index) -> standing(row)).list();
    }

    private JdbcClient.StatementSpec on(String sql, Address shop) {
        return jdbc.sql(sql).param("source", shop.source()).param("shop", shop.shop());
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : Columns.utc(instant);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("source"),
                row.getString("shop"),
                Columns.instant(row, "watermark"),
                Columns.instant(row, "due_at"),
                Columns.instantOrNull(row, "polled_at"),
                row.getInt("failures"),
                row.getString("code"),
                row.getLong("gaps"),
                row.getLong("gaps") - row.getLong("open_gaps"),
                row.getLong("open_gaps"),
                Columns.instantOrNull(row, "oldest_gap"),
                row.getLong("disabled_topics"));
    }
}
