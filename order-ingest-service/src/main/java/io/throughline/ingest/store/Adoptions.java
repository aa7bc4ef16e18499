package io.throughline.ingest.store;

import io.throughline.events.command.Beginning;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code adoption}: what is decided for an integration stays so, whichever instance is asked how often. */
@Repository
public class Adoptions {

    private static final String DECIDE = """
            insert into adoption (integration, point, beginning, decided_at)
            values (:integration, :point, :beginning, :now)
            on conflict (integration) do nothing
            """;

    private static final String FIND = """
            select point, beginning from adoption where integration = :integration
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Adoptions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was decided before, or else this. */
    public Adoption decide(Adoption wish) {
        jdbc.sql(DECIDE)
                .param("integration", wish.integration())
                .param("point", wish.point())
                .param("beginning", wish.beginning().word())
                .param("now", Columns.utc(clock.instant()))
                .update();
        return jdbc.sql(FIND)
                .param("integration", wish.integration())
                .query((row, index) -> new Adoption(
                        wish.integration(),
                        row.getObject("point", UUID.class),
                        Beginning.of(row.getString("beginning"))))
                .single();
    }
}
