package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.Decision;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.ledger.SeenCode;
import io.throughline.events.order.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what failed, by cause, and keeps what people decided about it. */
@Component
public class FailureStore {

    /** One group, or all of them when no cause is given. */
    private static final String GROUPS = """
            with parked as (
                select integration, coalesce(fingerprint, 'code:' || code) as cause, count(*) as deliveries,
                    count(distinct orderref) as orders, min(at) as oldest_at,
                    (array_agg(detail order by at desc))[1] as detail
                from delivery
                where result = 'parked'
                    and (:cause::text is null
                        or integration = :integration and coalesce(fingerprint, 'code:' || code) = :cause)
                group by 1, 2
            )
            select g.integration, g.cause, g.code, g.first_seen_at, g.last_seen_at, g.parkings,
                coalesce(p.deliveries, 0) as deliveries, coalesce(p.orders, 0) as orders, p.oldest_at, p.detail,
                d.state, d.owner, d.note, d.actor, d.role, d.at as decided_at
            from failure_group g
            left join parked p on p.integration = g.integration and p.cause = g.cause
            left join lateral (
                select * from failure_decision n where n.integration = g.integration and n.cause = g.cause
                order by n.position desc limit 1) d on true
            where :cause::text is null or g.integration = :integration and g.cause = :cause
            order by coalesce(p.orders, 0) desc, g.last_seen_at desc, g.integration, g.cause
            limit :limit
            """;

    /** Each order counts once, with the total that was told last. */
    private static final String AT_STAKE = """
            select p.integration, p.cause, e.currency, e.exponent, sum(e.total_minor) as minor
            from (
                select distinct integration, coalesce(fingerprint, 'code:' || code) as cause, orderref
                from delivery
                where result = 'parked'
                    and (:cause::text is null
                        or integration = :integration and coalesce(fingerprint, 'code:' || code) = :cause)) p
            cross join lateral (
                select n.currency, n.exponent, n.total_minor from event n
                where n.orderref = p.orderref and n.currency is not null
                order by n.orderseq desc limit 1) e
            group by p.integration, p.cause, e.currency, e.exponent
            order by minor desc
            """;

    private static final String BY_CODE = """
            select integration, code, sum(parkings) as parkings, max(last_seen_at) as last_at
            from failure_group group by integration, code order by integration, code
            """;

    private static final String DECIDE = """
            insert into failure_decision (integration, cause, at, actor, role, state, owner, note)
            values (:integration, :cause, :at, :actor, :role, :state, :owner, :note)
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;
    private final Clock clock;

    FailureStore(JdbcClient jdbc, DashboardProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Most urgent first, then those with the most orders; as many as a list may have. */
    public List<FailureGroup> groups() {
        return read(new Key(null, null)).stream()
                .sorted(Comparator.comparing(FailureGroup::state))
                .toList();
    }

    /** Absent when nothing failed for this cause, or long ago. */
    public Optional<FailureGroup> group(String integration, String cause) {
        return read(new Key(integration, cause)).stream().findFirst();
    }

    /** What was really seen, for the catalogue that says what may be. */
    public List<SeenCode> seenByCode() {
        return jdbc.sql(BY_CODE)
                .query((row, index) -> new SeenCode(
                        row.getString("integration"),
                        row.getString("code"),
                        row.getLong("parkings"),
                        Columns.instant(row, "last_at")))
                .list();
    }

    /** Of an existing group. */
    public void decide(FailureGroup group, Decision decision) {
        jdbc.sql(DECIDE)
                .param("integration", group.integration())
                .param("cause", group.cause())
                .param("at", Columns.utc(decision.by().at()))
                .param("actor", decision.by().actor())
                .param("role", decision.by().role())
                .param("state", decision.state().word())
                .param("owner", decision.owner())
                .param("note", decision.note())
                .update();
    }

    /** The instant that a decision of now is written down with. */
    public Instant now() {
        return clock.instant();
    }

    private record Key(
            @Nullable String integration, @Nullable String cause) {}

    private List<FailureGroup> read(Key key) {
        Map<Key, List<Money>> atStake = atStake(key);
        return jdbc.sql(GROUPS)
                .param("integration", key.integration)
                .param("cause", key.cause)
                .param("limit", properties.maxRows())
                .query((row, index) -> group(
                        row,
                        atStake.getOrDefault(new Key(row.getString("integration"), row.getString("cause")), List.of())))
                .list();
    }

    private Map<Key, List<Money>> atStake(Key key) {
        Map<Key, List<Money>> amounts = new HashMap<>();
        jdbc.sql(AT_STAKE)
                .param("integration", key.integration)
                .param("cause", key.cause)
                .query((ResultSet row) -> {
                    amounts.computeIfAbsent(
                                    new Key(row.getString("integration"), row.getString("cause")),
                                    same -> new ArrayList<>())
                            .add(new Money(row.getString("currency"), row.getLong("minor"), row.getInt("exponent")));
                });
        return amounts;
    }

    private static FailureGroup group(ResultSet row, List<Money> atStake) throws SQLException {
        return FailureGroup.of(
                new FailureGroup.Cause(
                        row.getString("integration"),
                        row.getString("cause"),
                        row.getString("code"),
                        row.getString("detail")),
                new FailureGroup.Counted(
                        new FailureGroup.Seen(
                                Columns.instant(row, "first_seen_at"),
                                Columns.instant(row, "last_seen_at"),
                                row.getLong("parkings")),
                        new FailureGroup.Parked(
                                row.getLong("deliveries"),
                                row.getLong("orders"),
                                Columns.instantOrNull(row, "oldest_at")),
                        atStake),
                decision(row));
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state == null
                ? null
                : new Decision(
                        State.named(state).orElseThrow(),
                        row.getString("owner"),
                        row.getString("note"),
                        new FailureGroup.By(
                                row.getString("actor"), row.getString("role"), Columns.instant(row, "decided_at")));
    }
}
