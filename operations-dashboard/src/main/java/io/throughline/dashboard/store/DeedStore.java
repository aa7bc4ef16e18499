package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Deed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who did what: every table that the audit log is written in. */
@Component
public class DeedStore {

    private static final String BETWEEN = """
            select * from (
                (select a.at, a.actor, a.role, a.kind, a.integration, a.reason, a.command_id, a.orderseq, null as cause,
                    (select d.orderkey from delivery d where d.orderref = a.orderref limit 1) as orderkey
                from audit a where a.at < :before and a.at > :since order by a.at desc limit :limit)
                union all
                (select f.at, f.actor, f.role, 'failure-' || f.state, f.integration, f.note, null, null, f.cause, null
                from failure_decision f where f.at < :before and f.at > :since
                order by f.at desc limit :limit)
                union all
                (select s.at, s.actor, s.role, 'reveal-data', s.integration, s.reason, null, s.orderseq, null,
                    (select e.orderkey from event e where e.orderref = s.orderref limit 1)
                from disclosure s where s.at < :before and s.at > :since order by s.at desc limit :limit)
                union all
                (select m.at, m.actor, m.role,
                    case when m.until_at > m.at then 'maintenance-begun' else 'maintenance-ended' end, m.integration,
                    m.reason, null, null, null, null
                from maintenance m where m.at < :before order by m.at desc limit :limit)
                union all
                (select b.at, b.actor, b.role, 'baseline-entered', coalesce(nullif(b.integration, ''), 'all'),
                    concat_ws(' ', b.measure, nullif(b.currency, ''), b.value) || ': ' || b.source, null, null, null,
                    null
                from baseline b where b.at < :before and b.at > :since order by b.at desc limit :limit)
                union all
                (select h.at, h.actor, h.role, 'handover-taken', 'all',
                    'since ' || to_char(h.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), null, null, null,
                    null
                from handover h where h.at < :before and h.at > :since order by h.at desc limit :limit)
                union all
                (select p.at, p.actor, p.role, 'ask-' || p.kind, p.integration, p.reason, p.approval_id, p.orderseq,
                    null, (select d.orderkey from delivery d where d.orderref = p.orderref limit 1)
                from approval p where p.at < :before and p.at > :since order by p.at desc limit :limit)
                union all
                (select v.at, v.actor, v.role, v.verdict || '-' || p.kind, p.integration, v.reason, v.approval_id,
                    p.orderseq, null, (select d.orderkey from delivery d where d.orderref = p.orderref limit 1)
                from approval_decision v join approval p using (approval_id)
                where v.at < :before and v.at > :since order by v.at desc limit :limit)
                union all
                (select x.at, x.actor, x.role, 'effect-set-aside', x.integration, x.reason, null, x.orderseq, null,
                    x.orderkey
                from absent_decision x where x.at < :before and x.at > :since order by x.at desc limit :limit)
                union all
                (select n.at, n.actor, n.role, 'first-sign-in', 'all', n.subject || ' of ' || n.issuer, null, null,
                    null, null
                from person n where n.at < :before and n.at > :since order by n.at desc limit :limit)) deed
            order by at desc limit :limit
            """;

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    DeedStore(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Newest first, as many as a list may have. */
    public List<Deed> newest() {
        return before(EVER);
    }

    /** The same of what was done earlier. */
    public List<Deed> before(Instant before) {
        return between(Instant.EPOCH, before);
    }

    /** The same of what was done later. */
    public List<Deed> since(Instant since) {
        return between(since, EVER);
    }

    private List<Deed> between(Instant since, Instant before) {
        return jdbc.sql(BETWEEN)
                .param("since", Columns.utc(since))
                .param("before", Columns.utc(before))
                .param("limit", properties.maxRows())
                .query((row, index) -> deed(row))
                .list();
    }

    private static Deed deed(ResultSet row) throws SQLException {
        return new Deed(
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("role"),
                row.getString("kind"),
                row.getString("integration"),
                row.getString("reason"),
                row.getObject("command_id", UUID.class),
                row.getString("orderkey"),
                row.getObject("orderseq", Integer.class),
                row.getString("cause"));
    }
}
