package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Observed.Burn;
import io.throughline.dashboard.ledger.Observed.Pauses;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Surroundings.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what only alerts are judged by. What it costs follows from what is parked and minutes, not from orders. */
@Component
class SignRows {

    private static final String PARKED = """
            select integration, code, count(*) as deliveries from delivery where result = 'parked'
            group by integration, code
            """;

    private static final String BURNS = """
            select i.name,
                sum(h.met) filter (where h.span = 'minute' and h.at > :five) as five_met,
                sum(h.missed) filter (where h.span = 'minute' and h.at > :five) as five_missed,
                sum(h.met) filter (where h.span = 'minute' and h.at > :half) as half_met,
                sum(h.missed) filter (where h.span = 'minute' and h.at > :half) as half_missed,
                sum(h.met) filter (where h.span = 'minute' and h.at > :hour) as hour_met,
                sum(h.missed) filter (where h.span = 'minute' and h.at > :hour) as hour_missed,
                sum(h.met) filter (where h.span = 'minute') as six_met,
                sum(h.missed) filter (where h.span = 'minute') as six_missed,
                sum(h.met) filter (where h.span = 'hour') as days_met,
                sum(h.missed) filter (where h.span = 'hour') as days_missed,
                sum(h.attempts) filter (where h.span = 'minute' and h.at > :five) as attempted,
                (select coalesce(max(s.deliveries), 0) from alert_stuck s
                    where s.integration = i.name and s.at > :hour) as stuck_hour,
                (select coalesce(max(s.deliveries), 0) from alert_stuck s
                    where s.integration = i.name and s.at > :six) as stuck_six
            from integration i
            left join history h on h.integration = i.name and h.at <= :now
                and (h.span = 'minute' and h.at > :six or h.span = 'hour' and h.at > :days)
            group by i.name
            """;

    private static final String KEEP_STUCK = """
            insert into alert_stuck (integration, at, deliveries)
            select s.integration, date_trunc('minute', :now::timestamptz, 'UTC'), s.deliveries
            from unnest(:integrations, :stuck) s (integration, deliveries)
            on conflict (integration, at) do update
            set deliveries = excluded.deliveries where excluded.deliveries > alert_stuck.deliveries
            """;

    private static final String FORGET_STUCK = """
            delete from alert_stuck where at < :before
            """;

    /**
     * The newest wish about each part counts. What it was about is told by the command's document; of one that was
     * forgotten nothing is known but that it was the newest.
     */
    private static final String PAUSES = """
            with wish as (
                select a.integration, a.kind = 'pause-deliveries' as pause, a.at,
                    convert_from(d.body, 'UTF8')::jsonb -> 'scope' as scope,
                    max(a.at) over (partition by a.integration) as newest_at
                from audit a left join command_document d using (command_id)
                where a.kind in ('pause-deliveries', 'resume-deliveries')
            ), standing as (
                select distinct on (integration, scope) * from wish order by integration, scope, at desc
            )
            select integration, max(newest_at) as wished_at,
                bool_or(pause and (scope ->> 'of' = 'integration' or scope is null and at = newest_at)) as whole,
                coalesce(bool_or(pause and scope ->> 'of' <> 'integration'), false) as part
            from standing group by integration
            """;

    private static final String OUTBOX = """
            select count(*) as events, min(a.appended_at) as oldest_at, (select moved_at from ingest_log) as moved_at
            from awaited a
            """;

    private static final Duration SIX_HOURS = Duration.ofHours(6);

    private final JdbcClient jdbc;

    SignRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By integration and code. */
    Map<String, Map<String, Long>> parked() {
        Map<String, Map<String, Long>> parked = new HashMap<>();
        jdbc.sql(PARKED).query((ResultSet row) -> {
            parked.computeIfAbsent(row.getString("integration"), first -> new HashMap<>())
                    .put(row.getString("code"), row.getLong("deliveries"));
        });
        return parked;
    }

    /** Remembers how many were parked or held, for as long as misses are counted by the minute. */
    void keepStuck(Instant now, Map<String, Pulse> pulses, Map<String, Map<String, Long>> parked) {
        Map<String, Long> stuck = new TreeMap<>();
        parked.forEach((integration, codes) -> stuck.merge(
                integration, codes.values().stream().mapToLong(Long::longValue).sum(), Long::sum));
        pulses.forEach((integration, pulse) -> stuck.computeIfPresent(integration, (same, sum) -> sum + pulse.held()));
        if (!stuck.isEmpty()) {
            List<Map.Entry<String, Long>> rows = List.copyOf(stuck.entrySet());
            jdbc.sql(KEEP_STUCK)
                    .param("now", Columns.utc(now))
                    .param("integrations", Columns.of("text", rows, Map.Entry::getKey))
                    .param("stuck", Columns.of("int8", rows, Map.Entry::getValue))
                    .update();
        }
        jdbc.sql(FORGET_STUCK)
                .param("before", Columns.utc(now.minus(SIX_HOURS)))
                .update();
    }

    Map<String, Burn> burns(Instant now) {
        Map<String, Burn> burns = new HashMap<>();
        jdbc.sql(BURNS)
                .param("now", Columns.utc(now))
                .param("five", Columns.utc(now.minus(Duration.ofMinutes(5))))
                .param("half", Columns.utc(now.minus(Duration.ofMinutes(30))))
                .param("hour", Columns.utc(now.minus(Duration.ofHours(1))))
                .param("six", Columns.utc(now.minus(SIX_HOURS)))
                .param("days", Columns.utc(now.minus(Duration.ofDays(3))))
                .query((ResultSet row) -> {
                    burns.put(row.getString("name"), burn(row));
                });
        return burns;
    }

    private static Burn burn(ResultSet row) throws SQLException {
        return new Burn(
                decided(row, "five"),
                decided(row, "half"),
                decided(row, "hour"),
                decided(row, "six"),
                decided(row, "days"),
                row.getLong("stuck_hour"),
                row.getLong("stuck_six"),
                row.getLong("attempted"));
    }

    private static Decided decided(ResultSet row, String window) throws SQLException {
        return new Decided(row.getLong(window + "_met"), row.getLong(window + "_missed"));
    }

    Map<String, Pauses> pauses() {
        Map<String, Pauses> pauses = new HashMap<>();
        jdbc.sql(PAUSES).query((ResultSet row) -> {
            pauses.put(
                    row.getString("integration"),
                    new Pauses(row.getBoolean("whole"), row.getBoolean("part"), Columns.instant(row, "wished_at")));
        });
        return pauses;
    }

    Outbox outbox() {
        return jdbc.sql(OUTBOX)
                .query((row, index) -> new Outbox(
                        row.getLong("events"),
                        Columns.instantOrNull(row, "oldest_at"),
                        Columns.instantOrNull(row, "moved_at")))
                .single();
    }
}
