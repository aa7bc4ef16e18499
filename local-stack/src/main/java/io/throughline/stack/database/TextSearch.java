package io.throughline.stack.database;

import io.throughline.backbone.json.Deflated;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds texts wherever they stand in a database, deflated bytes included. */
public final class TextSearch {

    private static final String COLUMNS = """
            select table_name || '.' || column_name, data_type, quote_ident(table_name), quote_ident(column_name)
            from information_schema.columns
            where table_schema = 'public' and data_type in ('text', 'character varying', 'bytea', 'jsonb', 'ARRAY')
            order by 1
            """;

    private static final int LARGEST = 1 << 24;

    private final Database database;

    /** @param name of the service's database */
    public TextSearch(PostgresServer server, String name) {
        this.database = new Database(server, name);
    }

    private record Column(String name, boolean bytes, String values) {

        static Column of(ResultSet row) throws SQLException {
            boolean bytes = row.getString(2).equals("bytea");
            return new Column(
                    row.getString(1),
                    bytes,
                    "select " + row.getString(4) + (bytes ? "" : "::text") + " from " + row.getString(3) + " where "
                            + row.getString(4) + " is not null");
        }
    }

    /** The columns that hold one of the texts: {@code order_event.body}. */
    public List<String> columnsWith(Collection<String> texts) {
        return database.query(COLUMNS, Column::of).stream()
                .filter(column -> holds(column, texts))
                .map(Column::name)
                .toList();
    }

    private boolean holds(Column column, Collection<String> texts) {
        return database
                .query(column.values(), row -> column.bytes() ? readings(row.getBytes(1)) : List.of(row.getString(1)))
                .stream()
                .flatMap(List::stream)
                .anyMatch(value -> texts.stream().anyMatch(value::contains));
    }

    private static List<String> readings(byte[] bytes) {
        return Stream.of(bytes, inflated(bytes))
                .map(reading -> new String(reading, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] inflated(byte[] bytes) {
        try {
            return Deflated.inflate(bytes, LARGEST);
        } catch (IllegalArgumentException notDeflated) {
            return new byte[0];
        }
    }
}
