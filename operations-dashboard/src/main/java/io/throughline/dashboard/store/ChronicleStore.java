package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Chronicle;
import io.throughline.dashboard.ledger.Chronicle.Band;
import io.throughline.dashboard.ledger.Chronicle.Mark;
import io.throughline.dashboard.ledger.Chronicle.State;
import io.throughline.dashboard.ledger.History.Point;
import io.throughline.dashboard.ledger.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how one integration stood and what changed there. */
@Component
public class ChronicleStore {

    private static final String STATES = """
            select p.at, max(s.due) as due, max(s.waiting) as waiting, max(s.held) as held, max(s.parked) as parked,
                coalesce(sum(s.ended), 0) as ended, coalesce(sum(s.failed), 0) as failed,
                (sum(s.total_ms) / nullif(sum(s.ended), 0))::float8 as average_ms,
                max(s.slowest_ms) filter (where s.ended > 0) as slowest_ms
            from generate_series(:first::timestamptz, :last::timestamptz, make_interval(secs => :step)) p (at)
            left join history_state s on s.integration = :integration and s.span = :span
                and s.at >= p.at and s.at < p.at + make_interval(secs => :step)
            group by p.at
            order by p.at
            """;

    private static final String BANDS = """
            with said as (
                select v.kind, s.at, s.at - row_number() over (partition by v.kind order by s.at) * l.length as island,
                    l.length
                from history_state s
                cross join (select ('1 ' || :span)::interval as length) l
                cross join lateral (values
                    ('breaker-open', s.open_beats > 0), ('breaker-half-open', s.half_open_beats > 0),
                    ('paused', s.paused_beats > 0)) v (kind, so)
                where s.integration = :integration and s.span = :span and s.at > :since and v.so
            ), planned as (
                -- what is said anew replaces what was said before
                select at, least(until_at, lead(at) over (order by position)) as until_at
                from maintenance where integration = :integration
            )
            select kind, min(at) as from_at, least(max(at + length), :now) as until_at
            from said group by kind, island
            union all
            select 'maintenance', at, until_at from planned where until_at > at and until_at > :since
            order by from_at, kind
            """;

    private static final String MARKS = """
            select * from release_mark
            where integration = :integration and was is not null and at > :since order by at, kind desc
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ChronicleStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param points of the same window */
    public Chronicle of(String integration, Window window, List<Point> points) {
        Instant now = clock.instant();
        return new Chronicle(
                points, states(integration, window, now), bands(integration, window, now), marks(integration, window));
    }

    private List<State> states(String integration, Window window, Instant now) {
        Spacing spacing = Spacing.of(window);
        return jdbc.sql(STATES)
                .param("integration", integration)
                .param("first", Columns.utc(spacing.first(now)))
                .param("last", Columns.utc(spacing.last(now)))
                .param("step", spacing.step().toSeconds())
                .param("span", spacing.span())
                .query((row, index) -> new State(
                        Columns.instant(row, "at"),
                        row.getObject("due", Long.class),
                        row.getObject("waiting", Long.class),
                        row.getObject("held", Long.class),
                        row.getObject("parked", Long.class),
                        row.getLong("ended"),
                        row.getLong("failed"),
                        row.getObject("average_ms", Double.class),
                        row.getObject("slowest_ms", Long.class)))
                .list();
    }

    private List<Band> bands(String integration, Window window, Instant now) {
        return jdbc.sql(BANDS)
                .param("integration", integration)
                .param("span", Spacing.of(window).span())
                .param("since", Columns.utc(window.before(now)))
                .param("now", Columns.utc(now))
                .query((row, index) -> new Band(
                        Band.Kind.valueOf(constant(row.getString("kind"))),
                        Columns.instant(row, "from_at"),
                        Columns.instant(row, "until_at")))
                .list();
    }

    private List<Mark> marks(String integration, Window window) {
        return jdbc.sql(MARKS)
                .param("integration", integration)
                .param("since", Columns.utc(window.before(clock.instant())))
                .query((row, index) -> new Mark(
                        Columns.instant(row, "at"),
                        Mark.Aspect.valueOf(constant(row.getString("kind"))),
                        row.getString("was"),
                        row.getString("is_now")))
                .list();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
