package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts months while their deliveries are held; afterwards what was counted last stays. One instance at a time. */
@Component
class MonthCount {

    private static final String LOCK = """
            select pg_try_advisory_xact_lock(hashtextextended('throughline.month-result', 0))
            """;

    private static final String FIRST_EVENT = """
            select min(accepted_at) as first_at from event
            """;

    private static final String COUNTED_AT = """
            select counted_at from month_result where month = :month and integration = ''
            """;

    private static final String COUNT = """
            with counted as (
                select coalesce(integration, '') as integration, count(distinct orderref) as orders,
                    count(*) filter (where result <> 'missing') as deliveries, count(*) filter (where failed) as failed,
                    percentile_disc(0.5) within group (order by first_finished_at - accepted_at)
                        filter (where result = 'delivered') as lag_p50,
                    percentile_disc(0.99) within group (order by first_finished_at - accepted_at)
                        filter (where result = 'delivered') as lag_p99,
                    count(distinct orderref) filter (where failed) as at_stake,
                    count(distinct orderref) filter (where failed and result not in ('delivered', 'ignored')) as waiting
                from transmission
                where accepted_at >= :from and accepted_at < :until
                group by grouping sets ((integration), ())
            ), deed as (
                select at, actor, integration from audit
                union all
                select at, actor, integration from failure_decision
                union all
                select at, actor, integration from disclosure
                union all
                select at, actor, integration from absent_decision
                union all
                select v.at, v.actor, p.integration from approval_decision v join approval p using (approval_id)
            ), act as (
                select at, integration,
                    least(:at_most, coalesce(extract(epoch from at - lag(at) over (partition by actor order by at)),
                        :at_most)) as seconds
                from deed
                where at >= :from - make_interval(secs => :at_most) and at < :until
            ), acted as (
                select coalesce(integration, '') as integration, count(*) as acts, round(sum(seconds)) as seconds
                from act where at >= :from
                group by grouping sets ((integration), ())
            )
            insert into month_result (month, integration, orders, deliveries, failed, lag_p50_ms, lag_p99_ms,
                                      orders_at_stake, orders_recovered, acts, act_seconds, act_at_most_seconds,
                                      counted_at)
            select :month, i.name, coalesce(c.orders, 0), coalesce(c.deliveries, 0), coalesce(c.failed, 0),
                (extract(epoch from c.lag_p50) * 1000)::bigint, (extract(epoch from c.lag_p99) * 1000)::bigint,
                coalesce(c.at_stake, 0), coalesce(c.at_stake - c.waiting, 0), coalesce(a.acts, 0),
                coalesce(a.seconds, 0), :at_most, :now
            from (select name from integration union all select '') i
            left join counted c on c.integration = i.name
            left join acted a on a.integration = i.name
            on conflict (month, integration) do update
            set orders = excluded.orders, deliveries = excluded.deliveries, failed = excluded.failed,
                lag_p50_ms = excluded.lag_p50_ms, lag_p99_ms = excluded.lag_p99_ms,
                orders_at_stake = excluded.orders_at_stake, orders_recovered = excluded.orders_recovered,
                acts = excluded.acts, act_seconds = excluded.act_seconds,
                act_at_most_seconds = excluded.act_at_most_seconds, counted_at = excluded.counted_at
            """;

    private static final String FORGET_MONEY = """
            delete from month_money where month = :month
            """;

    /** Each order once for an integration, and once for all, with the total that was told last. */
    private static final String COUNT_MONEY = """
            insert into month_money (month, integration, currency, exponent, at_stake_minor, recovered_minor)
            select :month, coalesce(f.integration, ''), e.currency, e.exponent, sum(e.total_minor),
                coalesce(sum(e.total_minor) filter (where f.recovered), 0)
            from (
                select integration, orderref, bool_and(result in ('delivered', 'ignored')) as recovered
                from transmission
                where failed and accepted_at >= :from and accepted_at < :until
                group by grouping sets ((integration, orderref), (orderref))) f
            cross join lateral (
                select n.currency, n.exponent, n.total_minor from event n
                where n.orderref = f.orderref and n.currency is not null
                order by n.orderseq desc limit 1) e
            where f.integration is null or exists (select from integration i where i.name = f.integration)
            group by f.integration, e.currency, e.exponent
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DashboardProperties properties;
    private final ResultProperties results;
    private final Clock clock;

    MonthCount(Counting counting, DashboardProperties properties, ResultProperties results, Clock clock) {
        this.jdbc = counting.jdbc;
        this.transaction = counting.transaction;
        this.properties = properties;
        this.results = results;
        this.clock = clock;
    }

    /** A month of deliveries takes longer to read than any page may. */
    @Component
    static class Counting {

        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Counting(DataSource source, PlatformTransactionManager transactions, ResultProperties results) {
            JdbcTemplate patient = new JdbcTemplate(source);
            patient.setQueryTimeout(Math.toIntExact(results.timeout().toSeconds()));
            this.jdbc = JdbcClient.create(patient);
            this.transaction = new TransactionTemplate(transactions);
        }
    }

    /** At a fixed rate, which has a thread of its own: tasks with a fixed delay share one, which this would hold up. */
    @Scheduled(fixedRateString = "${throughline.dashboard.results.every}")
    void count() {
        Instant now = clock.instant();
        firstHeld(now).ifPresent(first -> {
            YearMonth current = month(now);
            for (YearMonth month = first; !month.isAfter(current); month = month.plusMonths(1)) {
                count(month, now);
            }
        });
    }

    /** The first month of which nothing was forgotten; absent before there was an event. */
    private Optional<YearMonth> firstHeld(Instant now) {
        YearMonth whole = month(now.minus(properties.keepOrders())).plusMonths(1);
        return jdbc.sql(FIRST_EVENT)
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "first_at")))
                .single()
                .map(MonthCount::month)
                .map(first -> first.isAfter(whole) ? first : whole);
    }

    private void count(YearMonth month, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (isDue(month, now) && jdbc.sql(LOCK).query(Boolean.class).single()) {
                LocalDate first = month.atDay(1);
                jdbc.sql(COUNT)
                        .param("month", first)
                        .param("from", Columns.utc(begin(month)))
                        .param("until", Columns.utc(begin(month.plusMonths(1))))
                        .param("at_most", results.actAtMost().toSeconds())
                        .param("now", Columns.utc(now))
                        .update();
                jdbc.sql(FORGET_MONEY).param("month", first).update();
                jdbc.sql(COUNT_MONEY)
                        .param("month", first)
                        .param("from", Columns.utc(begin(month)))
                        .param("until", Columns.utc(begin(month.plusMonths(1))))
                        .update();
            }
        });
    }

    private boolean isDue(YearMonth month, Instant now) {
        Optional<Instant> last = jdbc.sql(COUNTED_AT)
                .param("month", month.atDay(1))
                .query((row, index) -> Columns.instant(row, "counted_at"))
                .optional();
        boolean over = month.isBefore(month(now));
        return last.isEmpty()
                || !over
                || last.get().isBefore(begin(month.plusMonths(1)))
                || last.get().isBefore(now.minus(results.again()));
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
