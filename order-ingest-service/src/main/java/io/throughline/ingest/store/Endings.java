package io.throughline.ingest.store;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code webhook_end}, and what of a webhook goes with its end. Runs in the caller's transaction. */
@Component
class Endings {

    private static final String END = """
            insert into webhook_end (webhook_id, result, code, detail, orderkey, ended_at)
            select id, result, code, detail, orderkey, :ended_at
            from unnest(:ids, :results, :codes, :details, :orderkeys) as e (id, result, code, detail, orderkey)
            """;

    private static final String DONE = """
            delete from webhook_todo where webhook_id = any(:ids)
            """;

    private final JdbcClient jdbc;
    private final RawBodies bodies;
    private final Erasures erasures;
    private final Clock clock;

    Endings(JdbcClient jdbc, RawBodies bodies, Erasures erasures, Clock clock) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.erasures = erasures;
        this.clock = clock;
    }

    void write(Conclusions conclusions) {
        List<Ending> endings = conclusions.endings();
        jdbc.sql(END)
                .param("ids", Columns.of("uuid", endings, Ending::webhookId))
                .param(
                        "results",
                        Columns.of("text", endings, ending -> ending.result().word()))
                .param("codes", Columns.of("text", endings, Ending::code))
                .param("details", Columns.of("text", endings, Ending::detail))
                .param("orderkeys", Columns.of("text", endings, Ending::orderKey))
                .param("ended_at", Columns.utc(clock.instant()))
                .update();
        jdbc.sql(DONE)
                .param("ids", Columns.of("uuid", endings, Ending::webhookId))
                .update();
        bodies.erase(conclusions.erased());
        conclusions.erasures().forEach(erasures::request);
    }
}
