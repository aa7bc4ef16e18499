package io.throughline.backbone.database;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of table {@code relay} that says how far a log was sent and who may send on. */
final class RelayCursor {

    private static final String CREATE = """
            insert into relay (name) values (:name) on conflict (name) do nothing
            """;

    private static final String LEASE = """
            update relay
            set lease_owner = :owner, lease_until = now() + make_interval(secs => :seconds)
            where name = :name and (lease_owner = :owner or lease_until < now())
            returning xid, position
            """;

    private static final String ADVANCE = """
            update relay
            set xid = :xid, position = :position, lease_until = now() + make_interval(secs => :seconds)
            where name = :name and lease_owner = :owner
            """;

    private static final String RELEASE = """
            update relay set lease_until = now() - interval '1 second' where name = :name and lease_owner = :owner
            """;

    private final JdbcClient jdbc;
    private final String name;
    private final double seconds;
    private final UUID owner = UUID.randomUUID();

    RelayCursor(JdbcClient jdbc, String name, Duration lease) {
        this.jdbc = jdbc;
        this.name = name;
        this.seconds = lease.toMillis() / 1000.0;
    }

    void create() {
        jdbc.sql(CREATE).param("name", name).update();
    }

    /** Where to go on from; absent while another instance sends. */
    Optional<LogPosition> lease() {
        return jdbc.sql(LEASE)
                .param("owner", owner)
                .param("seconds", seconds)
                .param("name", name)
                .query((row, index) -> new LogPosition(row.getLong("xid"), row.getLong("position")))
                .optional();
    }

    /** Whether the lease was still ours. */
    boolean advance(LogPosition to) {
        return jdbc.sql(ADVANCE)
                        .param("xid", to.xid())
                        .param("position", to.position())
                        .param("seconds", seconds)
                        .param("name", name)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    void release() {
        jdbc.sql(RELEASE).param("name", name).param("owner", owner).update();
    }
}
