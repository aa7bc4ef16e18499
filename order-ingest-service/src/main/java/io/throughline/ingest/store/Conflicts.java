package io.throughline.ingest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code webhook_conflict}. */
@Repository
public class Conflicts {

    private static final String LIST = """
            select id, webhook_id, source, shop, topic, times, received_at, last_at
            from webhook_conflict
            where id > :after
            order by id
            limit :limit
            """;

    private static final String COUNT = """
            select count(*) from webhook_conflict
            """;

    private static final String TAKE_IN = """
            with taken as (
                delete from webhook_conflict
                where id = :id
                returning id, source, shop, topic, headers, body, received_at, traceparent,
                          encode(substring(sha256(uuid_send(delivery_key) || body_sha256) for 16), 'hex')::uuid
                              as delivery_key
            ), accepted as (
                insert into webhook (id, source, shop, delivery_key, topic, headers, body, received_at, traceparent)
                select id, source, shop, delivery_key, topic, headers, body, received_at, traceparent from taken
                on conflict (delivery_key) do nothing
                returning id
            )
            insert into webhook_todo (webhook_id) select id from accepted
            """;

    private final JdbcClient jdbc;

    Conflicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A body that came under another webhook's key.
     *
     * @param webhookId of the webhook that came first
     * @param times how often it came
     */
    public record Conflict(
            UUID id,
            UUID webhookId,
            String source,
            String shop,
            @Nullable String topic,
            int times,
            Instant firstAt,
            Instant lastAt) {}

    /** In the order of their ids, which is that of their arrival. */
    public List<Conflict> list(UUID after, int limit) {
        return jdbc.sql(LIST)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> conflict(row))
                .list();
    }

    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    /** Makes it a webhook of its own, to be understood like any other; 0 when it is one already, or never was there. */
    public int takeIn(UUID id) {
        return jdbc.sql(TAKE_IN).param("id", id).update();
    }

    private static Conflict conflict(ResultSet row) throws SQLException {
        return new Conflict(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getString("source"),
                row.getString("shop"),
                row.getString("topic"),
                row.getInt("times"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }
}
