package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.ledger.OpenDeliveries;
import io.throughline.dashboard.ledger.Timeline;
import io.throughline.dashboard.ledger.Timeline.Absence;
import io.throughline.dashboard.ledger.Timeline.Delivery;
import io.throughline.dashboard.ledger.Timeline.Step;
import io.throughline.dashboard.ledger.Timeline.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one order's way through all systems. */
@Component
public class OrderStore {

    private static final String HEAD = """
            select orderref, orderkey, source_order_id, display_number, test
            from event where orderkey = :orderkey order by orderref desc, orderseq desc limit 1
            """;

    private static final String EVENTS = """
            select orderseq, event_id, type, occurred_at, accepted_at, webhook_id, trace_id
            from event where orderref = :orderref order by orderseq limit :limit
            """;

    private static final String DELIVERIES = """
            select d.orderseq, d.integration, d.result, d.code, d.detail, d.attempts, d.failed_attempts, d.at,
                d.reference, a.found_at, a.set_aside_by, a.set_aside_reason,
                coalesce(convert_from(i.entry, 'UTF8')::jsonb ->> 'downstream', 'its downstream system') as system
            from delivery d
            left join absent_effect a on a.integration = d.integration and a.orderref = d.orderref
                and a.orderseq = d.orderseq and a.revision >= d.revision
            left join integration i on i.name = d.integration
            where d.orderref = :orderref
            union all
            select o.orderseq, o.integration, 'open', null, null, null, null, null, null, null, null, null, null
            from owed o where o.orderref = :orderref and not exists (
                select from delivery d
                where d.orderref = o.orderref and d.orderseq = o.orderseq and d.integration = o.integration)
            order by orderseq, integration
            """;

    private static final String UNPUBLISHED = """
            select event_id, orderref, orderseq, orderkey, type, appended_at
            from awaited where orderref = :orderref order by orderseq limit :limit
            """;

    private static final String WISHES = """
            select command_id, at, actor, kind, integration, orderseq, reason
            from audit where orderref = :orderref order by xid, position limit :limit
            """;

    /** A UUIDv7 begins with 48 bits of milliseconds. */
    private static final int UUID_TIME_SHIFT = 16;

    private final JdbcClient jdbc;
    private final IntegrationRows integrations;
    private final DashboardProperties properties;
    private final Clock clock;

    OrderStore(JdbcClient jdbc, IntegrationRows integrations, DashboardProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.integrations = integrations;
        this.properties = properties;
        this.clock = clock;
    }

    /** Absent when no event of the order was seen. */
    public Optional<Timeline> timeline(String orderKey) {
        return jdbc.sql(HEAD)
                .param("orderkey", orderKey)
                .query((row, index) -> timeline(row))
                .optional();
    }

    private Timeline timeline(ResultSet head) throws SQLException {
        UUID orderRef = head.getObject("orderref", UUID.class);
        return new Timeline(
                head.getString("orderkey"),
                orderRef,
                head.getString("source_order_id"),
                head.getString("display_number"),
                head.getBoolean("test"),
                OpenDeliveries.explained(steps(orderRef), known(orderRef)),
                unpublished(orderRef),
                wishes(orderRef));
    }

    private OpenDeliveries.Known known(UUID orderRef) {
        Instant now = clock.instant();
        Instant begun = Instant.ofEpochMilli(orderRef.getMostSignificantBits() >>> UUID_TIME_SHIFT);
        return new OpenDeliveries.Known(
                begun.isAfter(now.minus(properties.keepOrders())) ? 1 : Integer.MAX_VALUE,
                integrations.pulses(properties.settling()),
                now.minus(properties.silentAfter()));
    }

    private List<Appended> unpublished(UUID orderRef) {
        return jdbc.sql(UNPUBLISHED)
                .param("orderref", orderRef)
                .param("limit", properties.maxRows())
                .query((row, index) -> new Appended(
                        row.getObject("event_id", UUID.class),
                        row.getObject("orderref", UUID.class),
                        row.getInt("orderseq"),
                        row.getString("orderkey"),
                        row.getString("type"),
                        Columns.instant(row, "appended_at")))
                .list();
    }

    private List<Step> steps(UUID orderRef) {
        Map<Integer, List<Delivery>> deliveries = deliveries(orderRef);
        return jdbc.sql(EVENTS)
                .param("orderref", orderRef)
                .param("limit", properties.maxRows())
                .query((row, index) -> new Step(
                        row.getInt("orderseq"),
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        Columns.instant(row, "occurred_at"),
                        Columns.instant(row, "accepted_at"),
                        row.getString("webhook_id"),
                        row.getString("trace_id"),
                        deliveries.getOrDefault(row.getInt("orderseq"), List.of())))
                .list();
    }

    private Map<Integer, List<Delivery>> deliveries(UUID orderRef) {
        Map<Integer, List<Delivery>> deliveries = new HashMap<>();
        jdbc.sql(DELIVERIES).param("orderref", orderRef).query((ResultSet row) -> {
            deliveries
                    .computeIfAbsent(row.getInt("orderseq"), sequence -> new java.util.ArrayList<>())
                    .add(delivery(row));
        });
        return deliveries;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("integration"),
                row.getString("result"),
                row.getString("code"),
                row.getString("detail"),
                row.getObject("attempts", Integer.class),
                row.getObject("failed_attempts", Integer.class),
                Columns.instantOrNull(row, "at"),
                row.getString("reference"),
                null,
                absence(row));
    }

    private static @Nullable Absence absence(ResultSet row) throws SQLException {
        Instant since = Columns.instantOrNull(row, "found_at");
        return since == null
                ? null
                : new Absence(
                        row.getString("system"),
                        since,
                        row.getString("set_aside_by"),
                        row.getString("set_aside_reason"));
    }

    private List<Wish> wishes(UUID orderRef) {
        return jdbc.sql(WISHES)
                .param("orderref", orderRef)
                .param("limit", properties.maxRows())
                .query((row, index) -> new Wish(
                        row.getObject("command_id", UUID.class),
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("kind"),
                        row.getString("integration"),
                        row.getInt("orderseq"),
                        row.getString("reason")))
                .list();
    }
}
