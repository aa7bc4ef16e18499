package io.throughline.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Deliveries that were decided: finished within the SLA, or not finished at their deadline. */
public record SlaCount(String integration, long met, long missed) {

    static SlaCount of(ResultSet row, int index) throws SQLException {
        return new SlaCount(row.getString("integration"), row.getLong("met"), row.getLong("missed"));
    }
}
