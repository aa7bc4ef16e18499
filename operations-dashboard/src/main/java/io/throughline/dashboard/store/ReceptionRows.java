package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what was published and not received. An integration counts as open whatever it has written down, also while it
 * is paused, its breaker is open or an earlier event is awaited; so what it owes and has not open, it never got.
 */
@Component
class ReceptionRows {

    private static final String LATE = ToldRows.TOLD + """
            , late as (
                select told.name, o.orderref, o.orderseq, o.accepted_at, o.accepted_at < told.oldest_open_at as surely
                from told
                join owed o on o.integration = told.name
                    and o.accepted_at < told.judged_at - make_interval(secs => :publish + :receive)
                    and coalesce(o.seen_at, o.accepted_at) < told.judged_at - make_interval(secs => :receive)
                where\s""" + ToldRows.UNSAID + """
            )
            """;

    private static final String COUNT = LATE + """
            select told.name as integration, told.heard_at, told.fell_silent_at,
                count(late.orderref) filter (where late.surely)
                    + greatest(0, count(late.orderref) filter (where not late.surely) - max(told.open)) as missing
            from told left join late on late.name = told.name
            group by told.name, told.heard_at, told.fell_silent_at
            """;

    private static final String NAMES = LATE + """
            select late.name as integration, e.orderkey, e.orderseq, e.type, late.accepted_at
            from late join event e using (orderref, orderseq)
            where late.surely
            order by late.accepted_at, late.orderref, late.orderseq
            limit :most
            """;

    private static final String UNHEARD = """
            select i.name as integration, i.first_announced_at from integration i
            where i.first_announced_at is not null
                and (select max(h.at) from heartbeat h where h.integration = i.name) is null
            """;

    private final JdbcClient jdbc;
    private final ToldRows told;

    ReceptionRows(JdbcClient jdbc, ToldRows told) {
        this.jdbc = jdbc;
        this.told = told;
    }

    /** By integration, of all that announced themselves or were heard. */
    Map<String, Reception> read(Instant now) {
        Map<String, List<Published>> named =
                named(at(NAMES, now).param("most", told.properties().maxRows()));
        Map<String, Reception> receptions = new HashMap<>();
        at(COUNT, now).query((ResultSet row) -> {
            String integration = row.getString("integration");
            Instant blindSince = blindSince(row, now);
            receptions.put(
                    integration,
                    blindSince != null
                            ? Reception.blind(blindSince)
                            : new Reception(null, row.getLong("missing"), named.getOrDefault(integration, List.of())));
        });
        jdbc.sql(UNHEARD).query((ResultSet row) -> {
            receptions.put(row.getString("integration"), Reception.blind(Columns.instant(row, "first_announced_at")));
        });
        return receptions;
    }

    private @Nullable Instant blindSince(ResultSet row, Instant now) throws SQLException {
        Instant heardAt = Columns.instant(row, "heard_at");
        return heardAt.isBefore(now.minus(told.properties().silentAfter()))
                ? heardAt
                : Columns.instantOrNull(row, "fell_silent_at");
    }

    /** By integration, in the order of the rows. */
    static Map<String, List<Published>> named(JdbcClient.StatementSpec names) {
        Map<String, List<Published>> named = new HashMap<>();
        names.query((ResultSet row) -> {
            named.computeIfAbsent(row.getString("integration"), first -> new ArrayList<>())
                    .add(new Published(
                            row.getString("orderkey"),
                            row.getInt("orderseq"),
                            row.getString("type"),
                            Columns.instant(row, "accepted_at")));
        });
        return named;
    }

    private JdbcClient.StatementSpec at(String statement, Instant now) {
        return told.at(now, statement)
                .param("publish", told.properties().publishWithin().toSeconds());
    }
}
