package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Finding;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.events.order.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what is at stake: each order once, with the total that was told last. */
@Component
class StakeRows {

    /** Of more orders than these only the number is told: a sum over all of a backlog would cost seconds. */
    private static final int MOST_SUMMED = 50_000;

    private static final String PARKED = """
            with affected as materialized (
                select distinct orderref from delivery
                where result = 'parked' and integration = :integration and code = any (:codes))
            """;

    private static final String ABSENT = """
            with affected as materialized (
                select distinct a.orderref from absent_effect a
                where a.integration = :integration and %s)
            """.formatted(AbsentStore.IS_OPEN);

    private static final String OPEN = """
            with affected as materialized (
                select distinct orderref from owed where integration = :integration)
            """;

    private static final String OVERDUE = """
            with affected as materialized (
                select distinct o.orderref from owed o join integration i on i.name = o.integration
                where o.integration = :integration and o.accepted_at < :before::timestamptz - i.sla_lag
                    and not exists (
                        select from delivery d where d.orderref = o.orderref and d.orderseq = o.orderseq
                            and d.integration = o.integration))
            """;

    private static final String UNRECEIVED = """
            with affected as materialized (
                select distinct o.orderref from owed o
                where o.integration = :integration and o.accepted_at < :before
                    and not exists (
                        select from delivery d where d.orderref = o.orderref and d.orderseq = o.orderseq
                            and d.integration = o.integration))
            """;

    private static final String UNPUBLISHED = """
            with affected as materialized (select distinct orderref from awaited)
            """;

    private static final String WEIGHED = """
            , counted as (select count(*) as orders from affected)
            select c.orders, e.currency, e.exponent, sum(e.total_minor) as minor
            from counted c
            left join affected a on c.orders <= :most
            left join lateral (
                select n.currency, n.exponent, n.total_minor from event n
                where n.orderref = a.orderref and n.currency is not null
                order by n.orderseq desc limit 1) e on true
            group by c.orders, e.currency, e.exponent
            order by minor desc nulls last
            """;

    private static final String MOSTLY = """
            select coalesce(fingerprint, 'code:' || code) as cause from delivery
            where result = 'parked' and integration = :integration and code = any (:codes)
            group by 1 order by count(*) desc, 1 limit 1
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    StakeRows(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    Stake weigh(Finding finding, Instant now) {
        return switch (finding.subject().alert()) {
            case PARKED_DELIVERIES, EFFECT_CONFLICT, DEAD_LETTERS -> weigh(PARKED + WEIGHED, finding, now);
            case ACCESS_REFUSED, CONSUMER_STOPPED, DOWNSTREAM_FAILING, INTEGRATION_PAUSED, SLA_BURN ->
                weigh(OPEN + WEIGHED, finding, now);
            case UNACCOUNTED_ORDERS ->
                switch (finding.subject().stage()) {
                    case "publish" -> weigh(UNPUBLISHED + WEIGHED, finding, now);
                    case "receive" ->
                        weigh(
                                UNRECEIVED + WEIGHED,
                                finding,
                                now.minus(properties.publishWithin()).minus(properties.receiveWithin()));
                    default -> weigh(OVERDUE + WEIGHED, finding, now.minus(properties.unaccountedAfter()));
                };
            case FALSE_SUCCESS -> weigh(ABSENT + WEIGHED, finding, now);
            case OUTBOX_NOT_DRAINING -> weigh(UNPUBLISHED + WEIGHED, finding, now);
            // What did not become an event is no order here yet.
            case INGEST_STOPPED,
                    LEDGER_BLIND,
                    WEBHOOK_SILENCE,
                    REFUSALS_JUMP,
                    WEBHOOKS_QUARANTINED,
                    MISSED_WEBHOOKS,
                    ORDERS_NOT_FETCHED,
                    ERASURE_UNFINISHED,
                    SECRET_EXPIRING,
                    AUDIT_CHAIN_BROKEN -> Stake.UNKNOWN;
        };
    }

    /** The failure that most of it is; absent when it is about none. */
    @Nullable
    String mostly(Finding finding) {
        return finding.told().codes().isEmpty()
                ? null
                : jdbc.sql(MOSTLY)
                        .param("integration", finding.subject().integration())
                        .param("codes", Columns.of("text", finding.told().codes(), code -> code))
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }

    private Stake weigh(String statement, Finding finding, Instant before) {
        long[] orders = {0};
        List<Money> money = new ArrayList<>();
        jdbc.sql(statement)
                .param("integration", finding.subject().integration())
                .param("codes", Columns.of("text", finding.told().codes(), code -> code))
                .param("before", Columns.utc(before))
                .param("most", MOST_SUMMED)
                .query((java.sql.ResultSet row) -> {
                    orders[0] = row.getLong("orders");
                    String currency = row.getString("currency");
                    if (currency != null) {
                        money.add(new Money(currency, row.getLong("minor"), row.getInt("exponent")));
                    }
                });
        return new Stake(orders[0], money);
    }
}
