package io.throughline.dashboard.store;

import io.throughline.backbone.database.PgArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values on their way into and out of columns. */
final class Columns {

    private Columns() {}

    /** One column of many rows, for {@code unnest}; instants go as {@code timestamptz}. */
    static <T> PgArray of(String type, List<? extends T> rows, Function<? super T, ? extends @Nullable Object> column) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        for (T row : rows) {
            Object value = column.apply(row);
            values.add(value instanceof Instant instant ? utc(instant) : value);
        }
        return PgArray.of(type, values);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
