package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Parked;
import io.throughline.dashboard.ledger.Parked.LastWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is parked. */
@Component
public class ParkedStore {

    private static final String PARKED = """
            select d.integration, d.orderref, d.orderkey, e.display_number, d.orderseq, d.type, d.code, d.detail,
                d.fingerprint, d.version, d.attempts, d.at, w.kind as wish_kind, w.actor as wish_actor, w.at as wish_at
            from delivery d
            left join event e on e.orderref = d.orderref and e.orderseq = d.orderseq
            left join lateral (
                select a.kind, a.actor, a.at from audit a
                where a.orderref = d.orderref and a.orderseq = d.orderseq and a.integration = d.integration
                    and a.at > d.at
                order by a.xid desc, a.position desc limit 1) w on true
            where d.result = 'parked'
                and (:cause::text is null
                    or d.integration = :integration and coalesce(d.fingerprint, 'code:' || d.code) = :cause)
            order by d.at, d.orderref, d.orderseq, d.integration
            limit :limit
            """;

    private static final String IS_PARKED = """
            select exists (
                select from delivery
                where orderref = :orderref and orderseq = :orderseq and integration = :integration
                    and result = 'parked')
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    ParkedStore(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Longest parked first, as many as a list may have. */
    public List<Parked> parked() {
        return read(null, null);
    }

    /** The same of one group of failures. */
    public List<Parked> parkedFor(String integration, String cause) {
        return read(integration, cause);
    }

    private List<Parked> read(@Nullable String integration, @Nullable String cause) {
        return jdbc.sql(PARKED)
                .param("integration", integration)
                .param("cause", cause)
                .param("limit", properties.maxRows())
                .query((row, index) -> parked(row))
                .list();
    }

    public boolean isParked(String integration, UUID orderRef, int sequence) {
        return jdbc.sql(IS_PARKED)
                .param("integration", integration)
                .param("orderref", orderRef)
                .param("orderseq", sequence)
                .query(Boolean.class)
                .single();
    }

    private static Parked parked(ResultSet row) throws SQLException {
        return new Parked(
                row.getString("integration"),
                row.getObject("orderref", UUID.class),
                row.getString("orderkey"),
                row.getString("display_number"),
                row.getInt("orderseq"),
                row.getString("type"),
                row.getString("code"),
                row.getString("detail"),
                row.getString("fingerprint"),
                row.getInt("version"),
                row.getInt("attempts"),
                Columns.instant(row, "at"),
                lastWish(row));
    }

    private static @Nullable LastWish lastWish(ResultSet row) throws SQLException {
        String kind = row.getString("wish_kind");
        return kind == null ? null : new LastWish(kind, row.getString("wish_actor"), Columns.instant(row, "wish_at"));
    }
}
