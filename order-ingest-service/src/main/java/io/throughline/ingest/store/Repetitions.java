package io.throughline.ingest.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.ingest.Sha256;
import io.throughline.ingest.store.Receipt.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells deliveries of a known webhook from others that came under its key; keeps the latter as conflicts. */
@Component
class Repetitions {

    private static final String FIRST_DELIVERIES = """
            select id, delivery_key, sha256(body) as packed_sha256
            from webhook
            where delivery_key = any(:delivery_keys)
            """;

    private static final String BODY = """
            select body from webhook where id = :id
            """;

    private static final String KEEP = """
            insert into webhook_conflict as c (id, webhook_id, source, shop, delivery_key, topic, headers, body,
                                               body_sha256, received_at, last_at, traceparent)
            values (:id, :webhook_id, :source, :shop, :delivery_key, :topic, :headers, :body,
                    :body_sha256, :received_at, :received_at, :traceparent)
            on conflict (webhook_id, body_sha256) do update
            set times = c.times + 1, last_at = excluded.last_at
            """;

    private final JdbcClient jdbc;

    Repetitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record First(UUID id, byte[] packedSha256) {}

    /** What becomes of each, by its id; their keys are all taken. */
    Map<UUID, Receipt> tell(List<NewWebhook> again) {
        Map<UUID, First> firsts = firstDeliveries(again);
        Map<UUID, Receipt> receipts = new HashMap<>();
        again.forEach(webhook -> receipts.put(webhook.id(), receipt(webhook, firsts.get(webhook.deliveryKey()))));
        return receipts;
    }

    private Receipt receipt(NewWebhook webhook, @Nullable First first) {
        if (first == null) {
            // It was there a moment ago: its time to be kept has just ended.
            return new Receipt(null, Kind.DUPLICATE);
        }
        if (isSame(webhook, first)) {
            return new Receipt(first.id(), Kind.DUPLICATE);
        }
        keep(webhook, first.id());
        return new Receipt(first.id(), Kind.CONFLICT);
    }

    /** As packed, which needs no body from the database; as unpacked, where another release may have packed it. */
    private boolean isSame(NewWebhook webhook, First first) {
        if (Arrays.equals(Sha256.of(Deflated.deflate(webhook.body())), first.packedSha256())) {
            return true;
        }
        byte[] packed = jdbc.sql(BODY)
                .param("id", first.id())
                .query((row, index) -> row.getBytes("body"))
                .single();
        return holds(packed, webhook.body());
    }

    private static boolean holds(byte[] packed, byte[] body) {
        try {
            return Arrays.equals(Deflated.inflate(packed, StoredWebhook.LARGEST_BODY), body);
        } catch (IllegalArgumentException unreadable) {
            // Nobody can tell: then they are not taken for the same.
            return false;
        }
    }

    private void keep(NewWebhook webhook, UUID first) {
        jdbc.sql(KEEP)
                .param("id", webhook.id())
                .param("webhook_id", first)
                .param("source", webhook.source())
                .param("shop", webhook.shop())
                .param("delivery_key", webhook.deliveryKey())
                .param("topic", webhook.topic())
                .param("headers", Webhooks.deflated(webhook.headers()))
                .param("body", Deflated.deflate(webhook.body()))
                .param("body_sha256", Sha256.of(webhook.body()))
                .param("received_at", Columns.utc(webhook.receivedAt()))
                .param("traceparent", TraceBytes.of(webhook.traceparent()))
                .update();
    }

    private Map<UUID, First> firstDeliveries(List<NewWebhook> batch) {
        Map<UUID, First> found = new HashMap<>();
        jdbc.sql(FIRST_DELIVERIES)
                .param("delivery_keys", Columns.of("uuid", batch, NewWebhook::deliveryKey))
                .query(row -> {
                    found.put(
                            row.getObject("delivery_key", UUID.class),
                            new First(row.getObject("id", UUID.class), row.getBytes("packed_sha256")));
                });
        return found;
    }
}
