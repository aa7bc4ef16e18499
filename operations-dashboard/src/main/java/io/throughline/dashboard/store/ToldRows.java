package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each integration stood at its last heartbeat: what stages receive and act of the ledger are judged by. */
@Component
class ToldRows {

    /**
     * What was open a moment ago is known, its outcome is coming. One that was silent comes back with all that it could
     * not receive still before it: until it has spoken again for a while, nothing is judged since it fell silent.
     */
    static final String TOLD = """
            with heard as materialized (
                select i.name, i.sla_lag,
                    (select max(n.at) from heartbeat n where n.integration = i.name) as heard_at
                from integration i
            ), told as (
                select s.name, s.sla_lag, s.heard_at, least(:now, s.heard_at) as judged_at, lately.open,
                    lately.oldest_open_at,
                    (select max(p.at)
                     from heartbeat b
                     cross join lateral (
                         select max(n.at) as at from heartbeat n where n.integration = b.integration and n.at < b.at) p
                     where b.integration = s.name and b.at > s.heard_at - make_interval(secs => :steady)
                         and b.at - p.at > make_interval(secs => :silent)) as fell_silent_at
                from heard s
                cross join lateral (
                    select max(h.due + h.waiting + h.held) as open,
                        min(coalesce(h.oldest_open_at, 'infinity')) as oldest_open_at
                    from heartbeat h
                    where h.integration = s.name and h.at > s.heard_at - make_interval(secs => :settling)) lately
                where s.heard_at is not null
            )
            """;

    /**
     * Of {@code owed o}: nobody has said what became of it. Looked up one by one, whatever the planner expects: what
     * is owed is little, and what was delivered is millions of rows.
     */
    static final String UNSAID = """
            (
                    select true from delivery d
                    where d.orderref = o.orderref and d.orderseq = o.orderseq and d.integration = o.integration) is null
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    ToldRows(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** @param statement begins with {@link #TOLD} */
    JdbcClient.StatementSpec at(Instant now, String statement) {
        return jdbc.sql(statement)
                .param("now", Columns.utc(now))
                .param("settling", properties.settling().toSeconds())
                .param("silent", properties.silentAfter().toSeconds())
                .param(
                        "steady",
                        properties
                                .receiveWithin()
                                .plus(properties.unaccountedAfter())
                                .toSeconds())
                .param("receive", properties.receiveWithin().toSeconds());
    }

    DashboardProperties properties() {
        return properties;
    }
}
