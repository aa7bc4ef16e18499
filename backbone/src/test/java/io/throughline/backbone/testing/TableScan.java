package io.throughline.backbone.testing;

import io.throughline.backbone.json.Deflated;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for texts in every column of every table of a database, deflated bytes included. */
public final class TableScan {

    private static final String COLUMNS = """
            select table_name as name, column_name as part, data_type as type
            from information_schema.columns
            where table_schema = 'public' and data_type in ('text', 'character varying', 'bytea', 'jsonb', 'ARRAY')
            """;

    private static final int LARGEST = 1 << 24;

    private final JdbcClient jdbc;

    public TableScan(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Column(String name, String part, String type) {}

    /** Where one of the texts stands, in upper or lower case: {@code order_event.body}. */
    public SortedSet<String> findings(Collection<String> texts) {
        List<String> wanted =
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        SortedSet<String> found = new TreeSet<>();
        for (Column column : columns()) {
            if (values(column).anyMatch(value -> holds(value, wanted))) {
                found.add(column.name() + "." + column.part());
            }
        }
        return found;
    }

    private List<Column> columns() {
        return jdbc.sql(COLUMNS)
                .query((row, index) -> new Column(row.getString("name"), row.getString("part"), row.getString("type")))
                .list();
    }

    private Stream<String> values(Column column) {
        String expression = "\"" + column.part() + "\"";
        if (!column.type().equals("bytea")) {
            return jdbc
                    .sql("select " + expression + "::text from \"" + column.name() + "\"")
                    .query((row, index) -> String.valueOf(row.getString(1)))
                    .list()
                    .stream();
        }
        return jdbc
                .sql("select " + expression + " from \"" + column.name() + "\" where " + expression + " is not null")
                .query((row, index) -> row.getBytes(1))
                .list()
                .stream()
                .flatMap(bytes -> Stream.of(bytes, inflated(bytes)))
                .map(reading -> new String(reading, StandardCharsets.UTF_8));
    }

    private static byte[] inflated(byte[] bytes) {
        try {
            return Deflated.inflate(bytes, LARGEST);
        } catch (IllegalArgumentException notDeflated) {
            return bytes;
        }
    }

    private static boolean holds(String value, List<String> wanted) {
        String lower = value.toLowerCase(Locale.ROOT);
        return wanted.stream().anyMatch(lower::contains);
    }
}
