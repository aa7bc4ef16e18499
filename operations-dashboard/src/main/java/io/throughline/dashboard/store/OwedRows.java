package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import io.throughline.dashboard.ledger.Window;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is owed and not finished, or not there although it was said to be. */
@Component
class OwedRows {

    private static final String OPEN = """
            select o.integration, count(*) as events,
                count(*) filter (
                    where o.accepted_at + i.sla_lag > :since and o.accepted_at + i.sla_lag <= :now) as missed
            from owed o
            join integration i on i.name = o.integration
            group by o.integration
            """;

    private static final String ORDERS = """
            select count(distinct orderref) as orders, min(accepted_at) as oldest from owed
            """;

    /**
     * Remembered at the deadline, not when it was noticed. Of one that is not heard, because it or the dashboard is
     * away, nobody knows yet what it does meanwhile.
     */
    private static final String MISS = ToldRows.TOLD + """
            , late as (
                update owed o set missed = true
                from told i
                where i.name = o.integration and not o.missed and i.fell_silent_at is null
                    and o.accepted_at <= i.judged_at - i.sla_lag - make_interval(secs => :grace)
                returning o.integration, o.accepted_at + i.sla_lag as deadline_at
            ), remembered as (
                insert into history (integration, span, at, delivered, ignored, discarded, attempts, failed_attempts,
                                     met, missed)
                select l.integration, s.span, date_trunc(s.span, l.deadline_at, 'UTC'), 0, 0, 0, 0, 0, 0, count(*)
                from late l cross join (values ('minute'), ('hour')) s (span)
                group by l.integration, s.span, date_trunc(s.span, l.deadline_at, 'UTC')
                on conflict (span, integration, at) do update set missed = history.missed + excluded.missed
            )
            select integration, 0 as met, count(*) as missed from late group by integration
            """;

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final ReceptionRows receptions;
    private final ActRows acts;
    private final AbsentStore absent;

    OwedRows(JdbcClient jdbc, LedgerLock lock, ReceptionRows receptions, ActRows acts, AbsentStore absent) {
        this.receptions = receptions;
        this.acts = acts;
        this.absent = absent;
        this.jdbc = jdbc;
        this.lock = lock;
    }

    record Open(long events, long missed) {

        static final Open NONE = new Open(0, 0);
    }

    Map<String, Open> open(Window window, Instant now) {
        Map<String, Open> open = new HashMap<>();
        jdbc.sql(OPEN)
                .param("since", Columns.utc(window.before(now)))
                .param("now", Columns.utc(now))
                .query((ResultSet row) -> {
                    open.put(row.getString("integration"), new Open(row.getLong("events"), row.getLong("missed")));
                });
        return open;
    }

    /** Per integration: what it received of what it owes. */
    Map<String, Reception> receptions(Instant now) {
        return receptions.read(now);
    }

    /** Per integration: what it finished, and did not find at its downstream system. */
    Map<String, Inspection> inspections(Instant now, Map<String, Pulse> pulses) {
        return absent.inspections(now, pulses);
    }

    Overview.Orders orders(long parked, long unaccounted, long absent) {
        return jdbc.sql(ORDERS)
                .query((row, index) -> new Overview.Orders(
                        row.getLong("orders"), Columns.instantOrNull(row, "oldest"), parked, unaccounted, absent))
                .single();
    }

    /** Per integration that can be judged: events past deadline and grace that nobody mentions. */
    Map<String, Long> unaccounted(Instant now) {
        return acts.unaccounted(now);
    }

    /** The oldest of them by name. */
    Map<String, List<Published>> unacted(Instant now) {
        return acts.named(now);
    }

    /** Marks what passed its deadline and grace without being finished; each is told once. */
    List<SlaCount> miss(Instant now, DashboardProperties properties) {
        return lock.locked(() -> acts.told(now, MISS)
                .param("grace", properties.unaccountedAfter().toSeconds())
                .query(SlaCount::of)
                .list());
    }
}
