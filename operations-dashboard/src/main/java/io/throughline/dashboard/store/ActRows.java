package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Reception.Published;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is past the SLA of an integration that neither finished it nor has it open. */
@Component
class ActRows {

    /**
     * Judged at the last heartbeat, not now: while a reporter is behind, it is blind and nothing is missing. What was
     * accepted before the oldest open delivery is surely not open. Of what came later, as many may be open as the
     * integration says are; only what exceeds that is unaccounted. What was published late is nobody's fault yet.
     */
    private static final String LATE = ToldRows.TOLD + """
            , late as (
                select told.name, o.orderref, o.orderseq, o.accepted_at, o.accepted_at < told.oldest_open_at as surely
                from told
                join owed o on o.integration = told.name
                    and o.accepted_at < told.judged_at - told.sla_lag - make_interval(secs => :grace)
                    and coalesce(o.seen_at, o.accepted_at) < told.judged_at - make_interval(secs => :receive)
                where\s""" + ToldRows.UNSAID + """
            )
            """;

    private static final String COUNT = LATE + """
            select told.name as integration,
                count(late.orderref) filter (where late.surely)
                    + greatest(0, count(late.orderref) filter (where not late.surely) - max(told.open)) as unaccounted
            from told left join late on late.name = told.name
            where told.sla_lag is not null and told.fell_silent_at is null
            group by told.name
            """;

    private static final String NAMES = LATE + """
            select late.name as integration, e.orderkey, e.orderseq, e.type, late.accepted_at
            from late
            join told on told.name = late.name and told.fell_silent_at is null
            join event e using (orderref, orderseq)
            where late.surely
            order by late.accepted_at, late.orderref, late.orderseq
            limit :most
            """;

    private final ToldRows told;

    ActRows(ToldRows told) {
        this.told = told;
    }

    /** Of each integration that can be judged. */
    Map<String, Long> unaccounted(Instant now) {
        Map<String, Long> unaccounted = new HashMap<>();
        at(now, COUNT).query((ResultSet row) -> {
            unaccounted.put(row.getString("integration"), row.getLong("unaccounted"));
        });
        return unaccounted;
    }

    /** The oldest of them; of those that are younger than the oldest open delivery only the number is known. */
    Map<String, List<Published>> named(Instant now) {
        return ReceptionRows.named(
                at(now, NAMES).param("most", told.properties().maxRows()));
    }

    /** @param statement begins with what integrations told */
    JdbcClient.StatementSpec told(Instant now, String statement) {
        return told.at(now, statement);
    }

    private JdbcClient.StatementSpec at(Instant now, String statement) {
        DashboardProperties properties = told.properties();
        return told.at(now, statement)
                .param("grace", properties.unaccountedAfter().toSeconds());
    }
}
