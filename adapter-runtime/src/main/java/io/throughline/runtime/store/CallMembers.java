package io.throughline.runtime.store;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which instances of this adapter are alive, so that they can share what is admitted of all of them together. */
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
            select owner from call_member where tenant = :tenant order by owner
            """;

    private final JdbcClient jdbc;
    private final String tenant;
    private final UUID owner;

    public CallMembers(RuntimeSchema schema, String tenant, UUID owner) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.tenant = tenant;
        this.owner = owner;
    }

    /**
     * Says that this instance is alive and forgets those that have not said so for so long.
     *
     * @return this instance's part of what is admitted; the parts of all instances come to the whole
     */
    public int part(int admitted, Duration silence) {
        update(SEEN);
        jdbc.sql(FORGET)
                .param("tenant", tenant)
                .param("seconds", silence.toMillis() / 1000.0)
                .update();
        List<UUID> alive = jdbc.sql(ALIVE)
                .param("tenant", tenant)
                .query((row, index) -> row.getObject("owner", UUID.class))
                .list();
        int place = alive.indexOf(owner);
        return admitted / alive.size() + (place < admitted % alive.size() ? 1 : 0);
    }

    /** Leaves this instance's part to the others. */
    public void leave() {
        update(LEAVE);
    }

    private void update(String sql) {
        jdbc.sql(sql).param("tenant", tenant).param("owner", owner).update();
    }
}
