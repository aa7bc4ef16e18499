package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.MonthResult;
import io.throughline.dashboard.ledger.MonthResult.Worth;
import io.throughline.events.order.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what months came to; {@link MonthCount} defines the figures. */
@Component
public class ResultStore {

    private static final String OF_MONTH = """
            select * from month_result where month = :month order by integration
            """;

    private static final String MONEY = """
            select * from month_money where month = :month order by integration, at_stake_minor desc, currency
            """;

    private static final String MONTHS = """
            select to_char(m.month, 'YYYY-MM') as month from month_result m
            where m.integration = '' order by m.month desc
            """;

    private final JdbcClient jdbc;

    ResultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All integrations together first, then each; empty when the month was not counted. */
    public List<MonthResult> of(YearMonth month) {
        Map<String, List<Worth>> money = money(month);
        return jdbc.sql(OF_MONTH)
                .param("month", month.atDay(1))
                .query((row, index) -> result(row, money.getOrDefault(row.getString("integration"), List.of())))
                .list();
    }

    /** Those that were counted, newest first. */
    public List<YearMonth> months() {
        return jdbc.sql(MONTHS)
                .query((row, index) -> YearMonth.parse(row.getString("month")))
                .list();
    }

    private Map<String, List<Worth>> money(YearMonth month) {
        Map<String, List<Worth>> money = new HashMap<>();
        jdbc.sql(MONEY).param("month", month.atDay(1)).query((ResultSet row) -> {
            money.computeIfAbsent(row.getString("integration"), name -> new ArrayList<>())
                    .add(new Worth(money(row, "at_stake_minor"), money(row, "recovered_minor")));
        });
        return money;
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getString("currency"), row.getLong(column), row.getInt("exponent"));
    }

    private static MonthResult result(ResultSet row, List<Worth> money) throws SQLException {
        return new MonthResult(
                row.getString("integration"),
                row.getLong("orders"),
                row.getLong("deliveries"),
                row.getLong("failed"),
                new MonthResult.Lag(millis(row, "lag_p50_ms"), millis(row, "lag_p99_ms")),
                new MonthResult.Stake(row.getLong("orders_at_stake"), row.getLong("orders_recovered")),
                money,
                new MonthResult.Human(
                        row.getLong("acts"), row.getLong("act_seconds"), row.getLong("act_at_most_seconds")),
                Columns.instant(row, "counted_at"));
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
