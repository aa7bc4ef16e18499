package io.throughline.ingest.privacy;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.testing.TableScan;
import io.throughline.ingest.keys.Seal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a word stands in ingest's database: in any column, and in raw bodies once they are opened. */
public record PersonalTraces(JdbcClient jdbc, Seal seal) {

    private static final int LARGEST = 1 << 24;

    /** {@code order_event.body}, and so on. */
    public List<String> of(String word) {
        List<String> found = new ArrayList<>(new TableScan(jdbc).findings(List.of(word)));
        for (String table : List.of("webhook", "webhook_conflict")) {
            boolean named = jdbc
                    .sql("select id, body from " + table + " where body <> ''")
                    .query((row, index) -> opened(row.getObject(1, UUID.class), row.getBytes(2)))
                    .list()
                    .stream()
                    .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
            if (named) {
                found.add(table + ".body");
            }
        }
        return found;
    }

    private String opened(UUID id, byte[] body) {
        return new String(Deflated.inflate(seal.open(body, id), LARGEST), StandardCharsets.UTF_8);
    }
}
