package io.throughline.dashboard.store;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.LaterEvent;
import io.throughline.dashboard.ledger.LaterEvent.Meaning;
import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Message.Delivery;
import io.throughline.dashboard.ledger.Message.Event;
import io.throughline.dashboard.ledger.Message.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads everything known of one delivery, and what was edited into it. */
@Component
public class MessageStore {

    private static final String FIND = """
            select coalesce(d.event_id, e.event_id) as event_id, coalesce(d.orderkey, e.orderkey) as orderkey,
                coalesce(d.type, e.type) as type, coalesce(d.accepted_at, e.accepted_at) as accepted_at,
                e.display_number, e.occurred_at, e.webhook_id, e.trace_id,
                d.result, d.code, d.detail, d.attempts, d.failed_attempts, d.at, d.reference, d.version,
                case when d.result = 'parked' then coalesce(d.fingerprint, 'code:' || d.code) end as cause,
                x.body as exchange, x.at as exchanged_at
            from (values (:orderref::uuid, :orderseq::int, :integration::text)) k (orderref, orderseq, integration)
            left join delivery d using (orderref, orderseq, integration)
            left join event e using (orderref, orderseq)
            -- not what an earlier parking told while a newer one tells nothing
            left join exchange x on x.orderref = k.orderref and x.orderseq = k.orderseq
                and x.integration = k.integration and (x.revision = d.revision or d.result <> 'parked')
            where d.orderref is not null
                or exists (select from owed o
                    where o.orderref = k.orderref and o.orderseq = k.orderseq and o.integration = k.integration)
            """;

    private static final String LATER = """
            select e.orderseq, e.event_id, e.type, e.accepted_at
            from owed o join event e using (orderref, orderseq)
            where o.orderref = :orderref and o.integration = :integration and o.orderseq > :orderseq
            order by o.orderseq limit :limit
            """;

    private static final String COMMANDS = """
            select a.command_id, a.at, a.actor, a.kind, a.reason, said.answer, said.detail
            from audit a
            left join lateral (
                select c.answer, c.detail from command_answer c
                where c.command_id = a.command_id order by c.at desc limit 1) said on true
            where a.orderref = :orderref and a.orderseq = :orderseq and a.integration = :integration
            order by a.xid desc, a.position desc limit :limit
            """;

    /** The edit that was obeyed, not one that came too late. */
    private static final String EDITED = """
            select d.body
            from audit a join command_document d using (command_id)
            where a.orderref = :orderref and a.orderseq = :orderseq and a.integration = :integration
                and a.kind = 'edit-delivery'
                and (convert_from(d.body, 'UTF8')::jsonb ->> 'expectedVersion')::int = :version - 1
                and exists (select from command_answer c where c.command_id = a.command_id and c.answer = 'done')
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    MessageStore(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Absent when the integration neither owes such an event nor told of it. */
    public Optional<Message> find(Message.Key key) {
        return about(FIND, key)
                .query((row, index) ->
                        new Message(key, event(row), delivery(row), ExchangeRows.read(row), later(key), commands(key)))
                .optional();
    }

    /** The data that somebody put in place of the event's; absent when it was forgotten, or never edited from here. */
    public Optional<JsonNode> edited(Message.Key key, int version) {
        return about(EDITED, key)
                .param("version", version)
                .query((row, index) ->
                        Json.mapper().readTree(row.getBytes("body")).path("data"))
                .optional();
    }

    private JdbcClient.StatementSpec about(String statement, Message.Key key) {
        return jdbc.sql(statement)
                .param("orderref", key.orderRef())
                .param("orderseq", key.sequence())
                .param("integration", key.integration());
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getObject("event_id", UUID.class),
                row.getString("orderkey"),
                row.getString("type"),
                Columns.instant(row, "accepted_at"),
                row.getString("display_number"),
                Columns.instantOrNull(row, "occurred_at"),
                row.getString("webhook_id"),
                row.getString("trace_id"));
    }

    private static @Nullable Delivery delivery(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return result == null
                ? null
                : new Delivery(
                        result,
                        row.getString("code"),
                        row.getString("detail"),
                        row.getInt("attempts"),
                        row.getInt("failed_attempts"),
                        Columns.instant(row, "at"),
                        row.getString("reference"),
                        row.getString("cause"),
                        row.getInt("version"));
    }

    private List<LaterEvent> later(Message.Key key) {
        return about(LATER, key)
                .param("limit", properties.maxRows())
                .query((row, index) -> new LaterEvent(
                        row.getInt("orderseq"),
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        Columns.instant(row, "accepted_at"),
                        Meaning.of(row.getString("type"))))
                .list();
    }

    private List<Wish> commands(Message.Key key) {
        return about(COMMANDS, key)
                .param("limit", properties.maxRows())
                .query((row, index) -> new Wish(
                        row.getObject("command_id", UUID.class),
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getString("answer"),
                        row.getString("detail")))
                .list();
    }
}
