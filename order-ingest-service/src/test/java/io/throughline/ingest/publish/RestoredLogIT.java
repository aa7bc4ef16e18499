package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.StorefrontClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that was restored to an older point, and what runbook RestoreDatabase does about it. */
@IngestTest
class RestoredLogIT {

    static final Path PAGE = Path.of("../docs/runbooks/RestoreDatabase.md");
    static final Pattern NUMBERS = Pattern.compile("(?ms)^```sql dashboard\\n(select format\\(.*?)^```$");

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    record Numbered(UUID orderRef, int sequence, String type) {}

    @Test
    void anOrderThatIsForgottenGoesOnUnderItsReferenceAboveWhatWasPublished() throws IOException {
        String orderKey = tell(88_001, "2026-05-04T08:00:00Z", 5);
        List<Numbered> published = events(orderKey);
        jdbc.sql("delete from order_event where orderkey = ?").param(orderKey).update();
        jdbc.sql("delete from order_state where orderkey = ?").param(orderKey).update();

        raiseNumbers(orderKey, published);
        tell(88_001, "2026-05-04T09:00:00Z", 1);

        assertThat(events(orderKey)).first().satisfies(first -> {
            assertThat(first.type()).isEqualTo("order.placed.v1");
            assertThat(first.orderRef()).isEqualTo(published.getFirst().orderRef());
            assertThat(first.sequence()).isEqualTo(6);
        });
    }

    @Test
    void anOrderOfWhichPartIsForgottenGoesOnAboveWhatWasPublished() throws IOException {
        String orderKey = tell(88_002, "2026-05-04T08:00:00Z", 5);
        List<Numbered> published = events(orderKey);
        jdbc.sql("delete from order_event where orderkey = ? and orderseq > 3")
                .param(orderKey)
                .update();
        jdbc.sql("update order_state set last_sequence = 3 where orderkey = ?")
                .param(orderKey)
                .update();

        raiseNumbers(orderKey, published);
        raiseNumbers(orderKey, published.subList(0, 4));
        tell(88_002, "2026-05-04T09:00:00Z", 4);

        assertThat(events(orderKey)).extracting(Numbered::sequence).containsExactly(1, 2, 3, 6);
    }

    /** Does what the page says, with the dashboard's events as they were published. */
    private void raiseNumbers(String orderKey, List<Numbered> published) throws IOException {
        var block = NUMBERS.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        String seen = published.stream()
                .map(event -> "('%s', '%s'::uuid, %d, timestamptz '2026-11-26 02:00Z')"
                        .formatted(orderKey, event.orderRef(), event.sequence()))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        List<String> statements = jdbc.sql("with event (orderkey, orderref, orderseq, accepted_at) as (values " + seen
                        + ") " + block.group(1).strip().replaceFirst(";$", ""))
                .query((row, index) -> row.getString(1))
                .list();
        assertThat(statements).hasSize(1);
        jdbc.sql(statements.getFirst()).update();
    }

    /** Of an order with a note of its own at this time; returns its key once so many events are there. */
    private String tell(long id, String updatedAt, int events) {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {
            order.put("id", id);
            order.put("updated_at", updatedAt);
            order.put("note", "as of " + updatedAt);
        });
        new StorefrontClient(port).send("orders/updated", body);
        String orderKey = "shopify:demo-shop:" + id;
        await().atMost(Duration.ofSeconds(30)).until(() -> events(orderKey).size() >= events);
        return orderKey;
    }

    private List<Numbered> events(String orderKey) {
        return jdbc.sql("select orderref, orderseq, type from order_event where orderkey = ? order by orderseq")
                .param(orderKey)
                .query((row, index) -> new Numbered(
                        row.getObject("orderref", UUID.class), row.getInt("orderseq"), row.getString("type")))
                .list();
    }
}
