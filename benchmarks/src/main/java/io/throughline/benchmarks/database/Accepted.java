package io.throughline.benchmarks.database;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ingest's own table of webhooks, and the statement that fills it. */
final class Accepted {

    private static final String MIGRATIONS = "filesystem:../order-ingest-service/src/main/resources/db/migration";
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final byte[] HEADERS = Deflated.deflate(new byte[400]);

    private static final String RECORD = """
            with accepted as (
                insert into webhook (id, source, shop, delivery_key, topic, headers, body, received_at, traceparent)
                select * from unnest(:ids, :sources, :shops, :delivery_keys, :topics, :headers, :bodies,
                                     :received_ats, :traceparents)
                on conflict (source, shop, delivery_key) do nothing
                returning id
            ), todo as (
                insert into webhook_todo (webhook_id) select id from accepted
            )
            select id from accepted
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Accepted(DataSource dataSource, DataSource uncounted) {
        Flyway.configure().dataSource(uncounted).locations(MIGRATIONS).load().migrate();
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** @param id sorts by time, as ingest's do */
    record Webhook(UUID id, byte[] deliveryKey, byte[] body, Instant receivedAt) {}

    /** All in one transaction, as ingest does; which were new. */
    List<Boolean> recordTogether(List<Webhook> batch) {
        return transaction.execute(_ -> {
            List<UUID> added = insert(batch);
            return batch.stream().map(webhook -> added.contains(webhook.id())).toList();
        });
    }

    /** One in a transaction of its own, which needs no commit besides. */
    boolean recordAlone(Webhook webhook) {
        return !insert(List.of(webhook)).isEmpty();
    }

    private List<UUID> insert(List<Webhook> batch) {
        return jdbc.sql(RECORD)
                .param("ids", PgArray.of("uuid", column(batch, Webhook::id)))
                .param("sources", PgArray.of("text", Collections.nCopies(batch.size(), "shopify")))
                .param("shops", PgArray.of("text", Collections.nCopies(batch.size(), "demo-shop")))
                .param("delivery_keys", PgArray.ofBytes(column(batch, Webhook::deliveryKey)))
                .param("topics", PgArray.of("text", Collections.nCopies(batch.size(), "orders/create")))
                .param("headers", PgArray.ofBytes(Collections.nCopies(batch.size(), HEADERS)))
                .param("bodies", PgArray.ofBytes(column(batch, webhook -> Deflated.deflate(webhook.body()))))
                .param(
                        "received_ats",
                        PgArray.of(
                                "timestamptz",
                                column(batch, webhook -> webhook.receivedAt().atOffset(ZoneOffset.UTC))))
                .param("traceparents", PgArray.of("text", Collections.nCopies(batch.size(), TRACEPARENT)))
                .query((row, index) -> row.getObject(1, UUID.class))
                .list();
    }

    private static <T> List<T> column(List<Webhook> batch, Function<Webhook, T> component) {
        return batch.stream().map(component).toList();
    }
}
