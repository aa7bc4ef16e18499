package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Json;
import io.throughline.events.command.Authority;
import io.throughline.ingest.keys.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code erasure}: who asked for somebody to be erased, and how far that is. */
@Repository
public class Erasures {

    private static final String REQUEST = """
            insert into erasure (erasure_id, source, shop, person, actor, role, reason, requested_at, stage)
            values (:id, :source, :shop, :person, :actor, :role, :reason, :now, 'orders')
            on conflict (erasure_id) do nothing
            """;

    private static final String NAMED = """
            insert into erasure_order (erasure_id, orderkey) select :id, k from unnest(:orderkeys) as n (k)
            on conflict do nothing
            """;

    /** Whoever might not have seen the tombstones has ended by then. */
    private static final String NEXT = """
            select * from erasure
            where stage = any(:stages) and not_before <= now()
                and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            order by not_before, requested_at
            limit 1
            for update skip locked
            """;

    private static final String ADVANCE = """
            update erasure
            set stage = :stage, after = :after, not_before = now() + make_interval(secs => :seconds),
                orders = orders + :orders, events = events + :events, raw_bodies = raw_bodies + :raw_bodies,
                person = case when :stage in ('answer', 'done') then null else person end,
                ended_at = case when :stage = 'done' then coalesce(ended_at, :now::timestamptz) end
            where erasure_id = :id and stage = :was and after = :was_after
            """;

    private static final String FIND = "select * from erasure where erasure_id = :id";

    private static final String LATEST = "select * from erasure order by requested_at desc, erasure_id limit :most";

    private static final String OLDEST_OPEN = "select min(requested_at) from erasure where stage <> 'done'";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Tombstones tombstones;
    private final Seal seal;
    private final Clock clock;

    Erasures(JdbcClient jdbc, TransactionTemplate transaction, Tombstones tombstones, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.tombstones = tombstones;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What one step came to.
     *
     * @param stage the next step's
     * @param after where it begins
     * @param pause before it: there is something in its way
     */
    public record Progress(String stage, String after, int orders, int events, int rawBodies, Duration pause) {

        /** After the last thing that was looked at. */
        public static Progress at(String stage, String after) {
            return new Progress(stage, after, 0, 0, 0, Duration.ZERO);
        }

        /** From the beginning of another stage on. */
        public static Progress to(String stage) {
            return at(stage, "");
        }
    }

    /** An erasure that is worked off, and who it is about. */
    public record Work(Erasure erasure, Person person) {}

    /** Writes the wish and the tombstones down; one that is known changes nothing. */
    public boolean request(ErasureWish wish) {
        return Boolean.TRUE.equals(transaction.execute(status -> write(wish)));
    }

    private boolean write(ErasureWish wish) {
        Instant now = clock.instant();
        byte[] person = seal.seal(Json.mapper().writeValueAsBytes(wish.person()), wish.id());
        boolean fresh = jdbc.sql(REQUEST)
                        .param("id", wish.id())
                        .param("source", wish.person().source())
                        .param("shop", wish.person().shop())
                        .param("person", person)
                        .param("actor", wish.by().actor())
                        .param("role", wish.by().role())
                        .param("reason", wish.by().reason())
                        .param("now", Columns.utc(now))
                        .update()
                == 1;
        if (fresh) {
            tombstones.add(wish.person(), wish.orderKeys(), now);
            jdbc.sql(NAMED)
                    .param("id", wish.id())
                    .param("orderkeys", PgArray.of("text", wish.orderKeys()))
                    .update();
        }
        return fresh;
    }

    /**
     * Takes one step of one erasure that no other instance is at, in one transaction. One that fails changes nothing,
     * and lets others go before it for a while.
     *
     * @return false when there is none
     */
    public boolean step(List<String> stages, Function<Work, Progress> step, Duration afterFailure) {
        AtomicReference<Erasure> current = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<Work> work = next(stages);
                work.map(Work::erasure).ifPresent(current::set);
                work.ifPresent(one -> advance(one.erasure(), step.apply(one)));
                return work.isPresent();
            }));
        } catch (RuntimeException failure) {
            Erasure failed = current.get();
            if (failed != null) {
                advance(failed, new Progress(failed.stage(), failed.after(), 0, 0, 0, afterFailure));
            }
            throw failure;
        }
    }

    /** One that is at one of these stages; another instance may be at it as well, unless a transaction is open. */
    public Optional<Work> next(List<String> stages) {
        return jdbc.sql(NEXT)
                .param("stages", PgArray.of("text", stages))
                .query((row, index) -> work(row))
                .optional();
    }

    /** Nothing, where somebody else advanced it meanwhile. */
    public void advance(Erasure erasure, Progress progress) {
        jdbc.sql(ADVANCE)
                .param("id", erasure.erasureId())
                .param("was", erasure.stage())
                .param("was_after", erasure.after())
                .param("stage", progress.stage())
                .param("after", progress.after())
                .param("seconds", progress.pause().toMillis() / 1000.0)
                .param("orders", progress.orders())
                .param("events", progress.events())
                .param("raw_bodies", progress.rawBodies())
                .param("now", Columns.utc(clock.instant()))
                .update();
    }

    public Optional<Erasure> find(UUID id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, index) -> erasure(row))
                .optional();
    }

    /** The latest first. */
    public List<Erasure> latest(int most) {
        return jdbc.sql(LATEST)
                .param("most", most)
                .query((row, index) -> erasure(row))
                .list();
    }

    /** When the oldest was asked for that has not ended. */
    public Optional<Instant> oldestOpen() {
        return jdbc.sql(OLDEST_OPEN)
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "min")))
                .single();
    }

    private Work work(ResultSet row) throws SQLException {
        Erasure erasure = erasure(row);
        byte @Nullable [] sealed = row.getBytes("person");
        return new Work(
                erasure,
                sealed == null
                        ? new Person(erasure.source(), erasure.shop(), null, null)
                        : Json.mapper().readValue(seal.open(sealed, erasure.erasureId()), Person.class));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getObject("erasure_id", UUID.class),
                row.getString("source"),
                row.getString("shop"),
                new Authority(row.getString("actor"), row.getString("role"), row.getString("reason")),
                Columns.instant(row, "requested_at"),
                row.getString("stage"),
                row.getString("after"),
                row.getInt("orders"),
                row.getInt("events"),
                row.getInt("raw_bodies"),
                Columns.instantOrNull(row, "ended_at"));
    }
}
