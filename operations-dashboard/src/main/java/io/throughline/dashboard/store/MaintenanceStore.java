package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Maintenance;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code maintenance}, append-only. */
@Component
public class MaintenanceStore {

    private static final String IN_FORCE = """
            select * from (
                select distinct on (integration) * from maintenance order by integration, position desc) newest
            where until_at > :now order by integration
            """;

    private static final String APPEND = """
            insert into maintenance (integration, at, until_at, actor, role, reason)
            values (:integration, :at, :until_at, :actor, :role, :reason)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MaintenanceStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One per integration at most. */
    public List<Maintenance> inForce() {
        return jdbc.sql(IN_FORCE)
                .param("now", Columns.utc(now()))
                .query((row, index) -> new Maintenance(
                        row.getString("integration"),
                        Columns.instant(row, "at"),
                        Columns.instant(row, "until_at"),
                        row.getString("actor"),
                        row.getString("role"),
                        row.getString("reason")))
                .list();
    }

    /** Replaces what was said of the integration before, which is kept. */
    public void append(Maintenance said) {
        jdbc.sql(APPEND)
                .param("integration", said.integration())
                .param("at", Columns.utc(said.at()))
                .param("until_at", Columns.utc(said.until()))
                .param("actor", said.actor())
                .param("role", said.role())
                .param("reason", said.reason())
                .update();
    }

    /** The instant that something said now is written down with. */
    public Instant now() {
        return clock.instant();
    }
}
