package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.runtime.lane.LaneProperties;
import io.throughline.runtime.lane.LaneTable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lanes in the adapter's database. A claim lasts as long as an order's lease: longer than any attempt, so that whoever
 * makes calls in its name has stopped when it ends.
 */
public final class LaneRows implements LaneTable {

    private static final String BEGIN = """
            insert into lane (key) select * from unnest(:keys) order by 1 on conflict do nothing
            """;

    // Whoever is still there after his time may have left a push on its way.
    private static final String CLAIM = """
            with free as (
                select l.key
                from lane l join unnest(:keys, :versions) as wanted (key, version) on wanted.key = l.key
                where l.pushed_version < wanted.version and (l.owner is null or l.until <= now())
                order by l.key
                limit :batch
                for update of l skip locked
            )
            update lane l
            set owner = :owner,
                until = now() + make_interval(secs => :claim_seconds),
                settles_at = case when l.owner is null then l.settles_at
                                  else now() + make_interval(secs => :late_seconds) end
            from free
            where l.key = free.key
            returning l.key, greatest(0, coalesce(extract(epoch from l.settles_at - now()), 0)) as settles_in
            """;

    // What arrived counts only if all earlier pushes had settled when this one began.
    private static final String ARRIVED = """
            with claimed as (
                select l.key, sent.version,
                       coalesce(l.settles_at <= l.until - make_interval(secs => :claim_seconds), true) as settled
                from lane l left join unnest(:sent_keys, :versions) as sent (key, version) on sent.key = l.key
                where l.key = any(:keys) and l.owner = :owner
            )
            update lane l
            set owner = null, until = null,
                settles_at = case when c.settled then null else l.settles_at end,
                pushed_version = case when c.settled then greatest(l.pushed_version, c.version)
                                      else l.pushed_version end
            from claimed c
            where l.key = c.key and l.owner = :owner
            """;

    private static final String RELEASE = """
            update lane set owner = null, until = null where key = any(:keys) and owner = :owner
            """;

    private static final String UNCLEAR = """
            update lane
            set owner = null, until = null, settles_at = now() + make_interval(secs => :late_seconds)
            where key = any(:keys) and owner = :owner
            """;

    private static final String BEHIND = """
            select wanted.key, wanted.version
            from unnest(:keys, :versions) as wanted (key, version)
                left join lane l on l.key = wanted.key
            where coalesce(l.pushed_version, 0) < wanted.version
            """;

    private static final String FORGET = """
            insert into lane (key, pushed_version) select key, -1 from unnest(:keys) as key order by key
            on conflict (key) do update set pushed_version = excluded.pushed_version
            """;

    private final JdbcClient jdbc;
    private final double claimSeconds;
    private final double lateSeconds;
    private final int batch;

    public LaneRows(RuntimeSchema schema, LaneProperties properties, Duration claim) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.claimSeconds = claim.toMillis() / 1000.0;
        this.lateSeconds = properties.lateArrival().toMillis() / 1000.0;
        this.batch = properties.batch();
    }

    private record Lane(String key, double settlesIn) {}

    @Override
    public Claim claim(Map<String, Long> versions) {
        jdbc.sql(BEGIN).param("keys", texts(versions.keySet())).update();
        UUID owner = UUID.randomUUID();
        List<Lane> lanes = wanting(CLAIM, versions)
                .param("owner", owner)
                .param("claim_seconds", claimSeconds)
                .param("late_seconds", lateSeconds)
                .param("batch", batch)
                .query((row, number) -> new Lane(row.getString("key"), row.getDouble("settles_in")))
                .list();
        double settlesIn = lanes.stream().mapToDouble(Lane::settlesIn).max().orElse(0);
        return new Claim(owner, lanes.stream().map(Lane::key).sorted().toList(), Duration.ofMillis((long)
                Math.ceil(settlesIn * 1000)));
    }

    @Override
    public void arrived(Claim claim, Map<String, Long> versions) {
        jdbc.sql(ARRIVED)
                .param("keys", texts(claim.keys()))
                .param("sent_keys", texts(versions.keySet()))
                .param("versions", PgArray.of("int8", versions.values()))
                .param("claim_seconds", claimSeconds)
                .param("owner", claim.owner())
                .update();
    }

    @Override
    public void release(Claim claim) {
        jdbc.sql(RELEASE)
                .param("keys", texts(claim.keys()))
                .param("owner", claim.owner())
                .update();
    }

    @Override
    public void unclear(Claim claim) {
        jdbc.sql(UNCLEAR)
                .param("keys", texts(claim.keys()))
                .param("owner", claim.owner())
                .param("late_seconds", lateSeconds)
                .update();
    }

    @Override
    public Map<String, Long> behind(Map<String, Long> versions) {
        return wanting(BEHIND, versions)
                .query((row, number) -> Map.entry(row.getString("key"), row.getLong("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void forget(Collection<String> keys) {
        jdbc.sql(FORGET).param("keys", texts(keys)).update();
    }

    private JdbcClient.StatementSpec wanting(String sql, Map<String, Long> versions) {
        return jdbc.sql(sql)
                .param("keys", texts(versions.keySet()))
                .param("versions", PgArray.of("int8", versions.values()));
    }

    private static PgArray texts(Collection<String> keys) {
        return PgArray.of("text", keys);
    }
}
