package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.Measure;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what figures were without this system. */
@Component
public class BaselineStore {

    private static final String NEWEST = """
            select distinct on (integration, measure, currency) *
            from baseline order by integration, measure, currency, position desc
            """;

    private static final String ENTER = """
            insert into baseline (integration, measure, currency, value, source, at, actor, role)
            values (:integration, :measure, :currency, :value, :source, :at, :actor, :role)
            """;

    private final JdbcClient jdbc;

    BaselineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each figure the one that was entered last. */
    public List<Baseline> newest() {
        return jdbc.sql(NEWEST)
                .query((row, index) -> new Baseline(
                        row.getString("integration"),
                        Measure.named(row.getString("measure")).orElseThrow(),
                        row.getString("currency"),
                        row.getBigDecimal("value"),
                        row.getString("source"),
                        new By(row.getString("actor"), row.getString("role"), Columns.instant(row, "at"))))
                .list();
    }

    public void enter(Baseline baseline) {
        jdbc.sql(ENTER)
                .param("integration", baseline.integration())
                .param("measure", baseline.measure().word())
                .param("currency", baseline.currency())
                .param("value", baseline.value())
                .param("source", baseline.source())
                .param("at", Columns.utc(baseline.at()))
                .param("actor", baseline.by().actor())
                .param("role", baseline.by().role())
                .update();
    }
}
