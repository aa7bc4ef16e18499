package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.keys.SealedException;
import io.throughline.ingest.store.Erasures.Work;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The raw bodies that somebody is named in: those of webhooks about their orders, and those in which their address or
 * id stands. Runs in the caller's transaction.
 */
@Repository
public class RawBodies {

    private static final String WEBHOOKS = """
            select w.id, w.source, w.shop, w.topic, w.received_at, w.body, e.orderkey,
                exists (select from webhook_todo t where t.webhook_id = w.id) as open
            from webhook w left join webhook_end e on e.webhook_id = w.id
            where w.id > :after and w.id < :before and w.source = :source and w.shop = :shop
            order by w.id
            limit :limit
            """;

    private static final String CONFLICTS = """
            select c.id, c.source, c.shop, c.topic, c.received_at, c.body, e.orderkey, false as open
            from webhook_conflict c left join webhook_end e on e.webhook_id = c.webhook_id
            where c.id > :after and c.id < :before and c.source = :source and c.shop = :shop
            order by c.id
            limit :limit
            """;

    private static final String QUARANTINED = """
            select w.id, w.source, w.shop, w.topic, w.received_at, w.body, e.orderkey, false as open
            from webhook w join webhook_end e on e.webhook_id = w.id
            where w.id = :id and w.topic = :topic and e.result = 'quarantined'
            """;

    private static final String ORDERS = """
            select orderkey from erasure_order where erasure_id = :id and orderkey = any(:orderkeys)
            """;

    /** The row stays, so that a late retry is known; nobody has to decide about it any more. */
    private static final String ERASE_WEBHOOKS = """
            with ended as (
                update webhook_end set result = 'no-change', code = 'erased', detail = null
                where webhook_id = any(:ids) and result = 'quarantined'
            )
            update webhook set body = '' where id = any(:ids) and body <> ''
            """;

    private static final String ERASE_CONFLICTS = """
            delete from webhook_conflict where id = any(:ids)
            """;

    private final JdbcClient jdbc;
    private final Seal seal;

    RawBodies(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** Where raw bodies are kept. */
    public enum Place {
        WEBHOOKS(RawBodies.WEBHOOKS, ERASE_WEBHOOKS),
        CONFLICTS(RawBodies.CONFLICTS, ERASE_CONFLICTS);

        private final String page;
        private final String erase;

        Place(String page, String erase) {
            this.page = page;
            this.erase = erase;
        }
    }

    /**
     * A raw body.
     *
     * @param orderKey the order that it was understood to be about
     * @param open whether it is still to be understood
     * @param text absent when it was erased, or is damaged
     */
    public record Raw(
            UUID id,
            String source,
            String shop,
            @Nullable String topic,
            Instant receivedAt,
            @Nullable String orderKey,
            boolean open,
            @Nullable String text) {

        public boolean names(Person person) {
            return text != null && person.isNamedIn(text);
        }
    }

    /** Which of them: those after an id that came before an instant, so many at most. */
    public record Window(UUID after, Instant before, int limit) {}

    /** @throws SealedException when the key of one of them is not configured */
    public List<Raw> page(Place place, Person person, Window window) {
        return jdbc.sql(place.page)
                .param("after", window.after())
                .param("before", TimeOrderedIds.firstOf(window.before()))
                .param("source", person.source())
                .param("shop", person.shop())
                .param("limit", window.limit())
                .query((row, index) -> raw(row))
                .list();
    }

    /** One of a topic that waits for somebody to decide. */
    public Optional<Raw> quarantined(UUID webhookId, String topic) {
        return jdbc.sql(QUARANTINED)
                .param("id", webhookId)
                .param("topic", topic)
                .query((row, index) -> raw(row))
                .optional();
    }

    private Raw raw(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Raw(
                id,
                row.getString("source"),
                row.getString("shop"),
                row.getString("topic"),
                Columns.instant(row, "received_at"),
                row.getString("orderkey"),
                row.getBoolean("open"),
                text(id, row.getBytes("body")));
    }

    private @Nullable String text(UUID id, byte[] sealed) {
        if (sealed.length == 0) {
            return null;
        }
        try {
            byte[] body = Deflated.inflate(seal.open(sealed, id), StoredWebhook.LARGEST_BODY);
            return new String(body, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException damaged) {
            return null;
        } catch (SealedException closed) {
            if (closed.code().equals(SealedException.KEY_MISSING)) {
                throw closed;
            }
            return null;
        }
    }

    /** Those that are the person's, or about one of their orders. */
    public List<Raw> theirs(List<Raw> page, Work work) {
        Set<String> orders = jdbc.sql(ORDERS)
                .param("id", work.erasure().erasureId())
                .param("orderkeys", Columns.of("text", page, Raw::orderKey))
                .query((row, index) -> row.getString(1))
                .set();
        return page.stream()
                .filter(raw -> (raw.orderKey() != null && orders.contains(raw.orderKey())) || raw.names(work.person()))
                .toList();
    }

    public void erase(Place place, List<Raw> bodies) {
        jdbc.sql(place.erase).param("ids", Columns.of("uuid", bodies, Raw::id)).update();
    }

    /** Those of webhooks that have just ended. */
    void erase(List<UUID> webhookIds) {
        if (!webhookIds.isEmpty()) {
            jdbc.sql(ERASE_WEBHOOKS)
                    .param("ids", PgArray.of("uuid", webhookIds))
                    .update();
        }
    }
}
