package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of many rows as one array, and instants as JDBC takes them. */
final class Columns {

    private Columns() {}

    static <T> PgArray of(String type, List<T> rows, Function<T, ? extends @Nullable Object> column) {
        return PgArray.of(type, rows.stream().<@Nullable Object>map(column).toList());
    }

    static <T> PgArray ofBytes(List<T> rows, Function<T, byte[]> column) {
        return PgArray.ofBytes(rows.stream().map(column).toList());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
