package io.throughline.ingest.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code refused_webhook}. */
@Repository
public class RefusedWebhooks {

    private static final String RECORD = """
            insert into refused_webhook (source, shop, cause, at)
            select * from unnest(:sources, :shops, :causes, :ats)
            """;

    private static final String FORGET = """
            delete from refused_webhook
            where id <= (select max(id) from refused_webhook) - :kept
            """;

    private final JdbcClient jdbc;

    RefusedWebhooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request that was not taken.
     *
     * @param cause stable kebab-case word: {@code wrong-signature}
     */
    public record Refused(String source, String shop, String cause, Instant at) {}

    /** Remembers these and forgets all but the latest. */
    public void record(List<Refused> refused, int kept) {
        jdbc.sql(RECORD)
                .param("sources", Columns.of("text", refused, Refused::source))
                .param("shops", Columns.of("text", refused, Refused::shop))
                .param("causes", Columns.of("text", refused, Refused::cause))
                .param("ats", Columns.of("timestamptz", refused, Refused::at))
                .update();
        jdbc.sql(FORGET).param("kept", kept).update();
    }
}
