package io.throughline.runtime.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which instances of this adapter are alive, and how many of the calls that are admitted at once each of them has. */
public final class CallMembers {

    private static final String SEEN = """
            insert into call_member (tenant, owner, seen_at) values (:tenant, :owner, now())
            on conflict (tenant, owner) do update set seen_at = excluded.seen_at
            """;

    private static final String FORGET = """
            delete from call_member where tenant = :tenant and seen_at < now() - make_interval(secs => :seconds)
            """;

    private static final String LEAVE = """
            delete from call_member where tenant = :tenant and owner = :owner
            """;

    private static final String ALIVE = """
            select owner, places from call_member where tenant = :tenant order by owner
            """;

    // What one gives up and another takes must be known in that order.
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('call_member ' || :tenant, 0)) is null";

    private static final String KEEP = """
            update call_member set places = :places where tenant = :tenant and owner = :owner
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String tenant;
    private final UUID owner;

    public CallMembers(RuntimeSchema schema, String tenant, UUID owner) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(schema.dataSource()));
        this.tenant = tenant;
        this.owner = owner;
    }

    private record Member(UUID owner, int places) {}

    /**
     * Says that this instance is alive, forgets those that have not said so for so long, and takes this instance's even
     * part of what is admitted, as far as the others do not still use it.
     *
     * @param giveUp told the part before anything is taken: gives up what is more than that, and says how many it still
     *     uses
     * @return how many it has from now on; those of all instances never come to more than is admitted
     */
    public int take(int admitted, Duration silence, IntUnaryOperator giveUp) {
        Integer taken = transaction.execute(status -> {
            jdbc.sql(ONE_AT_A_TIME).param("tenant", tenant).query(Boolean.class).single();
            update(SEEN);
            jdbc.sql(FORGET)
                    .param("tenant", tenant)
                    .param("seconds", silence.toMillis() / 1000.0)
                    .update();
            return take(admitted, giveUp);
        });
        return Objects.requireNonNull(taken);
    }

    private int take(int admitted, IntUnaryOperator giveUp) {
        List<Member> alive = jdbc.sql(ALIVE)
                .param("tenant", tenant)
                .query((row, index) -> new Member(row.getObject("owner", UUID.class), row.getInt("places")))
                .list();
        int place = alive.stream().map(Member::owner).toList().indexOf(owner);
        int part = admitted / alive.size() + (place < admitted % alive.size() ? 1 : 0);
        int used = giveUp.applyAsInt(part);
        int others = alive.stream()
                .filter(member -> !member.owner().equals(owner))
                .mapToInt(Member::places)
                .sum();
        int taken = Math.clamp(admitted - others, 0, part);
        jdbc.sql(KEEP)
                .param("tenant", tenant)
                .param("owner", owner)
                .param("places", Math.max(used, taken))
                .update();
        return taken;
    }

    /** Leaves this instance's part to the others. */
    public void leave() {
        update(LEAVE);
    }

    private void update(String sql) {
        jdbc.sql(sql).param("tenant", tenant).param("owner", owner).update();
    }
}
