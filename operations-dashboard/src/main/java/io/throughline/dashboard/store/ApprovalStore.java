package io.throughline.dashboard.store;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Approval;
import io.throughline.dashboard.ledger.FieldChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads wishes that wait for a second person, and what was decided about them. */
@Component
public class ApprovalStore {

    private static final String WAITING = """
            select a.approval_id, a.at, a.expires_at, a.actor, a.role, a.kind, a.integration, a.orderref, a.orderseq,
                a.deliveries, a.reason, a.grounds, a.changes,
                (select d.orderkey from delivery d where d.orderref = a.orderref limit 1) as orderkey
            from approval a
            where a.expires_at > :now and (:id::uuid is null or a.approval_id = :id)
                and not exists (select from approval_decision d where d.approval_id = a.approval_id)
            order by a.position limit :limit
            """;

    private static final String COUNT = """
            select count(*) from approval a
            where a.expires_at > :now
                and not exists (select from approval_decision d where d.approval_id = a.approval_id)
            """;

    private static final String END = """
            select coalesce(
                (select d.verdict || ' by ' || d.actor from approval_decision d where d.approval_id = a.approval_id),
                'expired') as ended
            from approval a where a.approval_id = :id
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;
    private final Clock clock;

    ApprovalStore(JdbcClient jdbc, DashboardProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Longest waiting first, as many as a list may have. */
    public List<Approval> waiting() {
        return read(null);
    }

    /** Absent when there is none, or it does not wait any more. */
    public Optional<Approval> waiting(UUID id) {
        return read(id).stream().findFirst();
    }

    public int count() {
        return jdbc.sql(COUNT)
                .param("now", Columns.utc(clock.instant()))
                .query(Integer.class)
                .single();
    }

    /** What became of one that does not wait any more; absent when there never was such a wish. */
    public Optional<String> end(UUID id) {
        return jdbc.sql(END).param("id", id).query(String.class).optional();
    }

    private List<Approval> read(@Nullable UUID id) {
        return jdbc.sql(WAITING)
                .param("now", Columns.utc(clock.instant()))
                .param("id", id)
                .param("limit", properties.maxRows())
                .query((row, index) -> approval(row))
                .list();
    }

    private static Approval approval(ResultSet row) throws SQLException {
        String changes = row.getString("changes");
        return new Approval(
                row.getObject("approval_id", UUID.class),
                new Approval.By(
                        row.getString("actor"),
                        row.getString("role"),
                        row.getString("reason"),
                        Columns.instant(row, "at"),
                        Columns.instant(row, "expires_at")),
                new Approval.Subject(
                        row.getString("kind"),
                        row.getString("integration"),
                        row.getObject("orderref", UUID.class),
                        row.getObject("orderseq", Integer.class),
                        row.getString("orderkey")),
                row.getInt("deliveries"),
                row.getString("grounds"),
                changes == null ? List.of() : Arrays.asList(Json.mapper().readValue(changes, FieldChange[].class)));
    }
}
