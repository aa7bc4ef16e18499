package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Message;
import io.throughline.events.command.Authority;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down who is shown personal data. */
@Component
public class DisclosureStore {

    private static final String RECORD = """
            insert into disclosure (at, actor, role, reason, integration, orderref, orderseq)
            values (:at, :actor, :role, :reason, :integration, :orderref, :orderseq)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DisclosureStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Committed before anything is shown. */
    public void record(Message.Key key, Authority to) {
        jdbc.sql(RECORD)
                .param("at", Columns.utc(clock.instant()))
                .param("actor", to.actor())
                .param("role", to.role())
                .param("reason", to.reason())
                .param("integration", key.integration())
                .param("orderref", key.orderRef())
                .param("orderseq", key.sequence())
                .update();
    }
}
