package io.throughline.ingest.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.Receipt.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code webhook} and {@code webhook_todo}. */
@Repository
public class Webhooks {

    private static final String RECORD = """
            with accepted as (
                insert into webhook (id, source, shop, delivery_key, topic, headers, body, received_at, traceparent)
                select * from unnest(:ids, :sources, :shops, :delivery_keys, :topics, :headers, :bodies,
                                     :received_ats, :traceparents)
                    as n (id, source, shop, delivery_key, topic, headers, body, received_at, traceparent)
                order by delivery_key
                on conflict (delivery_key) do nothing
                returning id
            ), todo as (
                insert into webhook_todo (webhook_id) select id from accepted order by id
            )
            select id from accepted
            """;

    private static final String QUARANTINE = """
            with bad as (
                insert into webhook (id, source, shop, delivery_key, topic, headers, body, received_at, traceparent)
                values (:id, :source, :shop, :delivery_key, null, :headers, :body, :received_at, :traceparent)
                on conflict (delivery_key) do nothing
                returning id
            )
            insert into webhook_end (webhook_id, result, code, detail, ended_at)
            select id, 'quarantined', 'not-storable', :detail, :ended_at from bad
            """;

    private static final String PENDING = """
            select w.id, w.source, w.shop, w.headers, w.body, w.received_at, w.traceparent
            from webhook_todo t join webhook w on w.id = t.webhook_id
            where t.waits_for is null and t.held is null
            order by t.webhook_id
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final Repetitions repetitions;
    private final Seal seal;
    private final Clock clock;

    Webhooks(JdbcClient jdbc, Repetitions repetitions, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.repetitions = repetitions;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * One statement that is a transaction of its own, and so one round trip for all; duplicates within the batch and of
     * earlier ones are told by it. Only they cost another, which asks for their first deliveries. Keys are taken in one
     * order everywhere, so that two instances never wait for each other in a circle.
     */
    public List<Receipt> record(List<NewWebhook> batch) {
        Set<UUID> accepted = insert(batch);
        List<NewWebhook> again = batch.stream()
                .filter(webhook -> !accepted.contains(webhook.id()))
                .toList();
        Map<UUID, Receipt> known = again.isEmpty() ? Map.of() : repetitions.tell(again);
        return batch.stream()
                .map(webhook -> known.getOrDefault(webhook.id(), new Receipt(webhook.id(), Kind.ACCEPTED)))
                .toList();
    }

    private Set<UUID> insert(List<NewWebhook> batch) {
        return jdbc.sql(RECORD)
                .param("ids", Columns.of("uuid", batch, NewWebhook::id))
                .param("sources", Columns.of("text", batch, NewWebhook::source))
                .param("shops", Columns.of("text", batch, NewWebhook::shop))
                .param("delivery_keys", Columns.of("uuid", batch, NewWebhook::deliveryKey))
                .param("topics", Columns.of("text", batch, NewWebhook::topic))
                .param("headers", Columns.ofBytes(batch, webhook -> deflated(webhook.headers())))
                .param("bodies", Columns.ofBytes(batch, webhook -> sealed(seal, webhook)))
                .param("received_ats", Columns.of("timestamptz", batch, NewWebhook::receivedAt))
                .param("traceparents", Columns.ofBytes(batch, webhook -> TraceBytes.of(webhook.traceparent())))
                .query((row, index) -> row.getObject(1, UUID.class))
                .set();
    }

    /** Packed first: what is encrypted cannot be made smaller any more. */
    static byte[] sealed(Seal seal, NewWebhook webhook) {
        return seal.seal(Deflated.deflate(webhook.body()), webhook.id());
    }

    static byte[] deflated(Map<String, String> headers) {
        return Deflated.deflate(Json.mapper().writeValueAsBytes(headers));
    }

    /** Writes down a webhook that a batch could not hold, without what may have been the cause: its header fields. */
    public Receipt quarantine(NewWebhook webhook, RuntimeException cause) {
        jdbc.sql(QUARANTINE)
                .param("id", webhook.id())
                .param("source", webhook.source())
                .param("shop", webhook.shop())
                .param("delivery_key", webhook.deliveryKey())
                .param("headers", deflated(Map.of()))
                .param("body", sealed(seal, webhook))
                .param("received_at", Columns.utc(webhook.receivedAt()))
                .param("traceparent", TraceBytes.of(webhook.traceparent()))
                .param("detail", cause.getClass().getSimpleName())
                .param("ended_at", Columns.utc(clock.instant()))
                .update();
        return new Receipt(webhook.id(), Kind.QUARANTINED);
    }

    /** The oldest webhooks that are not understood yet, wait for no fetch and are not held, in the order of arrival. */
    public List<StoredWebhook> pending(int limit) {
        return jdbc.sql(PENDING)
                .param("limit", limit)
                .query((row, index) -> stored(row))
                .list();
    }

    static StoredWebhook stored(ResultSet row) throws SQLException {
        return new StoredWebhook(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("shop"),
                row.getBytes("headers"),
                row.getBytes("body"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                TraceBytes.text(row.getBytes("traceparent")));
    }
}
