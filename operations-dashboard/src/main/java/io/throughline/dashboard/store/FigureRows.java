package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Figures;
import io.throughline.dashboard.ledger.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads figures from deliveries. The numbers are defined here:
 *
 * <ul>
 *   <li>a delivery is within a window when its newest outcome is;
 *   <li>lag is first finish less acceptance, of delivered ones; percentiles are discrete, so each is a lag that was;
 *   <li>met: finished at its deadline or before, counted when finished;
 *   <li>missed: not finished at its deadline, counted at the deadline. Those finished since are counted here, those
 *       still owed in {@link OwedRows}.
 * </ul>
 */
@Component
class FigureRows {

    private static final String WITHIN = """
            select d.integration,
                count(*) filter (where d.result = 'delivered') as delivered,
                count(*) filter (where d.result = 'ignored') as ignored,
                count(*) filter (where d.result = 'discarded') as discarded,
                count(*) filter (where d.result <> 'parked' and d.at > :last_minute) as finished_last_minute,
                sum(d.attempts) as attempts,
                sum(d.failed_attempts) as failed_attempts,
                percentile_disc(0.5) within group (order by extract(epoch from d.first_finished_at - d.accepted_at))
                    filter (where d.result = 'delivered') as lag_p50,
                percentile_disc(0.99) within group (order by extract(epoch from d.first_finished_at - d.accepted_at))
                    filter (where d.result = 'delivered') as lag_p99,
                count(*) filter (where d.type = any (i.events) and d.accepted_at >= i.first_announced_at
                    and d.first_finished_at > :since and d.first_finished_at <= d.accepted_at + i.sla_lag) as met,
                count(*) filter (where d.type = any (i.events) and d.accepted_at >= i.first_announced_at
                    and d.first_finished_at > d.accepted_at + i.sla_lag
                    and d.accepted_at + i.sla_lag > :since) as missed
            from delivery d
            join integration i on i.name = d.integration
            where d.at > :since
            group by d.integration
            """;

    private static final String PARKED = """
            select integration, count(*) as parked from delivery where result = 'parked' group by integration
            """;

    private static final int MINUTE = 60;

    private final JdbcClient jdbc;

    FigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Figures> within(Window window, Instant now) {
        Map<String, Figures> figures = new HashMap<>();
        jdbc.sql(WITHIN)
                .param("since", Columns.utc(window.before(now)))
                .param("last_minute", Columns.utc(now.minusSeconds(MINUTE)))
                .query((ResultSet row) -> {
                    figures.put(row.getString("integration"), figures(row));
                });
        return figures;
    }

    Map<String, Long> parked() {
        Map<String, Long> parked = new HashMap<>();
        jdbc.sql(PARKED).query((ResultSet row) -> {
            parked.put(row.getString("integration"), row.getLong("parked"));
        });
        return parked;
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("delivered"),
                row.getLong("ignored"),
                row.getLong("discarded"),
                row.getLong("finished_last_minute"),
                row.getLong("attempts"),
                row.getLong("failed_attempts"),
                seconds(row, "lag_p50"),
                seconds(row, "lag_p99"),
                row.getLong("met"),
                row.getLong("missed"));
    }

    private static @Nullable Double seconds(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
