package io.throughline.ingest.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.ingest.Sha256;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.keys.SealedException;
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
            select id, delivery_key, case when octet_length(body) <= :small then body end as small_body
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

    /** Bodies up to this size are compared in one go; of larger ones, one at a time is held in memory. */
    private static final int SMALL = 1 << 16;

    private final JdbcClient jdbc;
    private final Seal seal;

    Repetitions(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    private record First(UUID id, byte @Nullable [] smallBody) {}

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

    private boolean isSame(NewWebhook webhook, First first) {
        byte[] sealed = first.smallBody() == null ? body(first.id()) : first.smallBody();
        if (sealed.length == 0) {
            // Erased on somebody's wish: kept as a conflict, it would bring back what they had erased.
            return true;
        }
        try {
            byte[] body = Deflated.inflate(seal.open(sealed, first.id()), StoredWebhook.LARGEST_BODY);
            return Arrays.equals(body, webhook.body());
        } catch (IllegalArgumentException | SealedException unreadable) {
            // Nobody can tell: then they are not taken for the same.
            return false;
        }
    }

    private byte[] body(UUID id) {
        return jdbc.sql(BODY)
                .param("id", id)
                .query((row, index) -> row.getBytes("body"))
                .single();
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
                .param("body", Webhooks.sealed(seal, webhook))
                .param("body_sha256", Sha256.of(webhook.body()))
                .param("received_at", Columns.utc(webhook.receivedAt()))
                .param("traceparent", TraceBytes.of(webhook.traceparent()))
                .update();
    }

    private Map<UUID, First> firstDeliveries(List<NewWebhook> batch) {
        Map<UUID, First> found = new HashMap<>();
        jdbc.sql(FIRST_DELIVERIES)
                .param("delivery_keys", Columns.of("uuid", batch, NewWebhook::deliveryKey))
                .param("small", SMALL)
                .query(row -> {
                    found.put(
                            row.getObject("delivery_key", UUID.class),
                            new First(row.getObject("id", UUID.class), row.getBytes("small_body")));
                });
        return found;
    }
}
