package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what was published and not received. An integration counts as open whatever it has written down, also while it
 * is paused, its breaker is open or an earlier event is awaited; so what it owes and has not open, it never got.
 */
@Component
class ReceptionRows {

    /** As an integration stood at its last heartbeat; what was open a moment ago is known, its outcome is coming. */
    private static final String TOLD = """
            with told as (
                select i.name, max(h.at) as heard_at, max(h.due + h.waiting + h.held) as open,
                    min(coalesce(h.oldest_open_at, 'infinity')) as oldest_open_at
                from integration i
                cross join lateral (select max(n.at) as at from heartbeat n where n.integration = i.name) last
                join heartbeat h on h.integration = i.name and h.at > last.at - make_interval(secs => :settling)
                group by i.name
            ), late as (
                select told.name, o.orderref, o.orderseq, o.accepted_at, o.accepted_at < told.oldest_open_at as surely
                from told
                join owed o on o.integration = told.name
                    and o.accepted_at < least(:now, told.heard_at) - make_interval(secs => :publish + :receive)
                    and coalesce(o.seen_at, o.accepted_at)
                        < least(:now, told.heard_at) - make_interval(secs => :receive)
                where not exists (
                    select from delivery d
                    where d.orderref = o.orderref and d.orderseq = o.orderseq and d.integration = o.integration)
            )
            """;

    private static final String COUNT = TOLD + """
            select told.name as integration, told.heard_at,
                count(late.orderref) filter (where late.surely)
                    + greatest(0, count(late.orderref) filter (where not late.surely) - max(told.open)) as missing
            from told left join late on late.name = told.name
            group by told.name, told.heard_at
            """;

    private static final String NAMES = TOLD + """
            select late.name as integration, e.orderkey, e.orderseq, e.type, late.accepted_at
            from late join event e using (orderref, orderseq)
            where late.surely
            order by late.accepted_at, late.orderref, late.orderseq
            limit :most
            """;

    private static final String UNHEARD = """
            select i.name as integration, i.first_announced_at from integration i
            where i.first_announced_at is not null
                and not exists (select from heartbeat h where h.integration = i.name)
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    ReceptionRows(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** By integration, of all that announced themselves or were heard. */
    Map<String, Reception> read(Instant now) {
        Map<String, List<Published>> named = named(now);
        Map<String, Reception> receptions = new HashMap<>();
        at(COUNT, now).query((ResultSet row) -> {
            String integration = row.getString("integration");
            Instant heardAt = Columns.instant(row, "heard_at");
            boolean blind = heardAt.isBefore(now.minus(properties.silentAfter()));
            receptions.put(
                    integration,
                    blind
                            ? Reception.blind(heardAt)
                            : new Reception(null, row.getLong("missing"), named.getOrDefault(integration, List.of())));
        });
        jdbc.sql(UNHEARD).query((ResultSet row) -> {
            receptions.put(row.getString("integration"), Reception.blind(Columns.instant(row, "first_announced_at")));
        });
        return receptions;
    }

    private Map<String, List<Published>> named(Instant now) {
        Map<String, List<Published>> named = new HashMap<>();
        at(NAMES, now).param("most", properties.maxRows()).query((ResultSet row) -> {
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
        return jdbc.sql(statement)
                .param("now", Columns.utc(now))
                .param("settling", properties.settling().toSeconds())
                .param("publish", properties.publishWithin().toSeconds())
                .param("receive", properties.receiveWithin().toSeconds());
    }
}
