package io.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.TestDatabase;
import io.throughline.ingest.storefront.DeliveryKey;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A webhook that an earlier release wrote down is known to this one, trace and all. */
class ShortenWebhookIT {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TestDatabase database = TestDatabase.create();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource(database.url(), database.getUsername(), database.getPassword());
    private final JdbcClient jdbc = JdbcClient.create(source);

    @Test
    void givesEarlierWebhooksTheKeyThatIsMadeNow() {
        DeliveryKey key = DeliveryKey.of("event", "orders/create");
        migrate("20261126.22");
        jdbc.sql("""
                        insert into webhook (id, source, shop, delivery_key, headers, body, received_at, traceparent)
                        values (:id, 'shopify', 'demo-shop', :key, '', '', now(), :trace)
                        """)
                .param("id", UUID.randomUUID())
                .param("key", key.bytes())
                .param("trace", TRACE)
                .update();

        migrate("latest");

        assertThat(jdbc.sql("select delivery_key from webhook")
                        .query(UUID.class)
                        .single())
                .isEqualTo(key.in("shopify", "demo-shop"))
                .isNotEqualTo(key.in("shopify", "other-shop"));
        assertThat(jdbc.sql("select traceparent from webhook")
                        .query((row, index) -> TraceBytes.text(row.getBytes(1)))
                        .single())
                .isEqualTo(TRACE);
    }

    private void migrate(String target) {
        Flyway.configure().dataSource(source).target(target).load().migrate();
    }
}
