package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.History.Point;
import io.throughline.dashboard.ledger.Window;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads table {@code history}: of the last day by minute, of what was before by hour. */
@Component
public class HistoryStore {

    private static final String DECIDED = """
            select i.name,
                coalesce(sum(h.met) filter (where h.span = 'minute' and h.at > :hour), 0) as hour_met,
                coalesce(sum(h.missed) filter (where h.span = 'minute' and h.at > :hour), 0) as hour_missed,
                coalesce(sum(h.met) filter (where h.span = 'minute'), 0) as day_met,
                coalesce(sum(h.missed) filter (where h.span = 'minute'), 0) as day_missed,
                coalesce(sum(h.met) filter (where h.span = 'hour'), 0) as month_met,
                coalesce(sum(h.missed) filter (where h.span = 'hour'), 0) as month_missed
            from integration i
            left join history h on h.integration = i.name and h.at <= :now
                and (h.span = 'minute' and h.at > :day or h.span = 'hour' and h.at > :month)
            group by i.name
            """;

    private static final String POINTS = """
            select i.name, p.at,
                coalesce(sum(h.delivered + h.ignored + h.discarded), 0) as finished,
                coalesce(sum(h.attempts), 0) as attempts,
                coalesce(sum(h.failed_attempts), 0) as failed_attempts,
                (sum(h.lag_ms) / nullif(sum(h.delivered), 0) / 1000)::float8 as lag,
                case when sum(h.delivered) > 0 then (max(h.lag_most_ms) / 1000.0)::float8 end as slowest
            from integration i
            cross join generate_series(:first::timestamptz, :last::timestamptz, make_interval(secs => :step)) p (at)
            left join history h on h.integration = i.name and h.span = :span
                and h.at >= p.at and h.at < p.at + make_interval(secs => :step)
            group by i.name, p.at
            order by i.name, p.at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    HistoryStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of every integration; its points are of the window. */
    public Map<String, History> within(Window window) {
        Instant now = clock.instant();
        Map<String, List<Point>> points = points(Spacing.of(window), now);
        Map<String, History> histories = new HashMap<>();
        jdbc.sql(DECIDED)
                .param("now", Columns.utc(now))
                .param("hour", Columns.utc(Window.HOUR.before(now)))
                .param("day", Columns.utc(Window.DAY.before(now)))
                .param("month", Columns.utc(Window.MONTH.before(now)))
                .query((ResultSet row) -> {
                    String name = row.getString("name");
                    histories.put(
                            name,
                            new History(
                                    new Decided(row.getLong("hour_met"), row.getLong("hour_missed")),
                                    new Decided(row.getLong("day_met"), row.getLong("day_missed")),
                                    new Decided(row.getLong("month_met"), row.getLong("month_missed")),
                                    points.getOrDefault(name, List.of())));
                });
        return histories;
    }

    private Map<String, List<Point>> points(Spacing spacing, Instant now) {
        Map<String, List<Point>> points = new HashMap<>();
        jdbc.sql(POINTS)
                .param("first", Columns.utc(spacing.first(now)))
                .param("last", Columns.utc(spacing.last(now)))
                .param("step", spacing.step().toSeconds())
                .param("span", spacing.span())
                .query((ResultSet row) -> {
                    points.computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                            .add(new Point(
                                    Columns.instant(row, "at"),
                                    row.getLong("finished"),
                                    row.getLong("attempts"),
                                    row.getLong("failed_attempts"),
                                    row.getObject("lag", Double.class),
                                    row.getObject("slowest", Double.class)));
                });
        return points;
    }
}
