package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.History.Decided;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps who took over when, and reads what came due since. */
@Component
public class HandoverStore {

    private static final String LAST = """
            select max(at) as at from handover where actor = :actor
            """;

    private static final String TAKE = """
            insert into handover (at, actor, role, since) values (:at, :actor, :role, :since)
            """;

    private static final String DECIDED = """
            select integration, sum(met) as met, sum(missed) as missed
            from history
            where span = :span and at >= date_trunc(:span, :since::timestamptz, 'UTC') and at <= :until
            group by integration
            """;

    /** Minutes are kept for two days; one less, because they are forgotten while this is read. */
    private static final Duration BY_MINUTE = Duration.ofDays(1);

    private final JdbcClient jdbc;

    HandoverStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When this person took over last; absent when he never did. */
    public Optional<Instant> last(String actor) {
        return jdbc.sql(LAST)
                .param("actor", actor)
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single();
    }

    /** @param since from when on he was told what had happened */
    public void take(By by, Instant since) {
        jdbc.sql(TAKE)
                .param("at", Columns.utc(by.at()))
                .param("actor", by.actor())
                .param("role", by.role())
                .param("since", Columns.utc(since))
                .update();
    }

    /** Per integration; to the minute within a day, and to the hour before that. */
    public Map<String, Decided> decided(Instant since, Instant until) {
        boolean byMinute = Duration.between(since, until).compareTo(BY_MINUTE) <= 0;
        Map<String, Decided> decided = new HashMap<>();
        jdbc.sql(DECIDED)
                .param("span", byMinute ? "minute" : "hour")
                .param("since", Columns.utc(since))
                .param("until", Columns.utc(until))
                .query((ResultSet row) -> {
                    decided.put(row.getString("integration"), new Decided(row.getLong("met"), row.getLong("missed")));
                });
        return decided;
    }
}
