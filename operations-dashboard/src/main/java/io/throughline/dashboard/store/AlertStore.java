package io.throughline.dashboard.store;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Finding;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Incident.Course;
import io.throughline.dashboard.ledger.Incident.Since;
import io.throughline.dashboard.ledger.Incident.Worth;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.events.order.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code alert_incident}. */
@Component
public class AlertStore {

    private static final String KNOWN = """
            select * from alert_incident where resolved_at is null or resolved_at > :resolved_after
            """;

    private static final String FIRING = """
            select * from alert_incident where resolved_at is null and fired_at is not null
            order by severity, fired_at, id limit :limit
            """;

    private static final String SINCE = """
            select * from alert_incident where fired_at is not null and (resolved_at is null or resolved_at > :since)
            order by resolved_at desc nulls first, severity, fired_at, id limit :limit
            """;

    private static final String RECENT = """
            select * from alert_incident where resolved_at is not null order by resolved_at desc, id limit :limit
            """;

    private static final String NAMED = """
            select * from alert_incident where id = :id
            """;

    private static final String SAVE = """
            insert into alert_incident (id, alert, integration, stage, warning_since, critical_since, severity,
                                        fired_at, quiet_since, resolved_at, summary, cause, failure_cause, orders,
                                        orders_most, money, money_most, weighed_at)
            values (:id, :alert, :integration, :stage, :warning_since, :critical_since, :severity, :fired_at,
                    :quiet_since, :resolved_at, :summary, :cause, :failure_cause, :orders, :orders_most,
                    :money::jsonb, :money_most::jsonb, :weighed_at)
            on conflict (id) do update
            set warning_since = excluded.warning_since, critical_since = excluded.critical_since,
                severity = excluded.severity, fired_at = excluded.fired_at, quiet_since = excluded.quiet_since,
                resolved_at = excluded.resolved_at, summary = excluded.summary, cause = excluded.cause,
                failure_cause = excluded.failure_cause, orders = excluded.orders, orders_most = excluded.orders_most,
                money = excluded.money, money_most = excluded.money_most, weighed_at = excluded.weighed_at
            """;

    /** What passed before anybody was told is no incident. */
    private static final String FORGET = """
            delete from alert_incident where id = :id
            """;

    private final JdbcClient jdbc;
    private final StakeRows stakes;
    private final DashboardProperties properties;

    AlertStore(JdbcClient jdbc, StakeRows stakes, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.stakes = stakes;
        this.properties = properties;
    }

    /** All that have not ended, those that nobody was told of included, and those that ended after this. */
    public List<Incident> known(Instant resolvedAfter) {
        return jdbc.sql(KNOWN)
                .param("resolved_after", Columns.utc(resolvedAfter))
                .query((row, index) -> incident(row))
                .list();
    }

    /** Gravest first, then those that fire longest. */
    public List<Incident> firing() {
        return listed(FIRING);
    }

    /** Those that ended, the last first. */
    public List<Incident> recent() {
        return listed(RECENT);
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException when there is none */
    Incident named(UUID id) {
        return jdbc.sql(NAMED)
                .param("id", id)
                .query((row, index) -> incident(row))
                .single();
    }

    /** Those that fire, and then those that ended later than this, the last first. */
    public List<Incident> since(Instant since) {
        return jdbc.sql(SINCE)
                .param("since", Columns.utc(since))
                .param("limit", properties.maxRows())
                .query((row, index) -> incident(row))
                .list();
    }

    private List<Incident> listed(String statement) {
        return jdbc.sql(statement)
                .param("limit", properties.maxRows())
                .query((row, index) -> incident(row))
                .list();
    }

    /** The same incident with what is at stake now. */
    public Incident weighed(Incident incident, Finding finding, Instant now) {
        Stake stake = stakes.weigh(finding, now);
        Worth before = incident.worth();
        return incident.with(new Worth(
                finding.told().summary(),
                finding.told().cause(),
                stakes.mostly(finding),
                stake,
                before.most().most(stake),
                now));
    }

    public void forget(Incident incident) {
        jdbc.sql(FORGET).param("id", incident.id()).update();
    }

    public void save(Incident incident) {
        Course course = incident.course();
        Worth worth = incident.worth();
        jdbc.sql(SAVE)
                .param("id", incident.id())
                .param("alert", incident.subject().alert().word())
                .param("integration", incident.subject().integration())
                .param("stage", incident.subject().stage())
                .param("warning_since", utc(incident.since().warning()))
                .param("critical_since", utc(incident.since().critical()))
                .param("severity", course == null ? null : course.severity().word())
                .param("fired_at", course == null ? null : utc(course.firedAt()))
                .param("quiet_since", course == null ? null : utc(course.quietSince()))
                .param("resolved_at", course == null ? null : utc(course.resolvedAt()))
                .param("summary", worth.summary())
                .param("cause", worth.cause())
                .param("failure_cause", worth.failureCause())
                .param("orders", worth.now().orders())
                .param("orders_most", worth.most().orders())
                .param("money", Json.mapper().writeValueAsString(worth.now().money()))
                .param(
                        "money_most",
                        Json.mapper().writeValueAsString(worth.most().money()))
                .param("weighed_at", utc(worth.weighedAt()))
                .update();
    }

    private static @Nullable Object utc(@Nullable Instant instant) {
        return instant == null ? null : Columns.utc(instant);
    }

    private static Incident incident(ResultSet row) throws SQLException {
        Instant firedAt = Columns.instantOrNull(row, "fired_at");
        return new Incident(
                row.getObject("id", UUID.class),
                new Finding.Subject(
                        Alert.named(row.getString("alert")).orElseThrow(),
                        row.getString("integration"),
                        row.getString("stage")),
                new Since(Columns.instantOrNull(row, "warning_since"), Columns.instantOrNull(row, "critical_since")),
                firedAt == null ? null : course(row, firedAt),
                new Worth(
                        row.getString("summary"),
                        row.getString("cause"),
                        row.getString("failure_cause"),
                        stake(row, "orders", "money"),
                        stake(row, "orders_most", "money_most"),
                        Columns.instantOrNull(row, "weighed_at")));
    }

    private static Course course(ResultSet row, Instant firedAt) throws SQLException {
        return new Course(
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                firedAt,
                Columns.instantOrNull(row, "quiet_since"),
                Columns.instantOrNull(row, "resolved_at"));
    }

    private static Stake stake(ResultSet row, String orders, String money) throws SQLException {
        Money[] amounts = Json.mapper().readValue(row.getString(money), Money[].class);
        return new Stake(row.getObject(orders, Long.class), List.of(amounts));
    }
}
