package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.order.Order;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orders of whoever is erased: noted, redacted with their events, told of. Runs in the caller's transaction. */
@Repository
public class PersonalOrders {

    private static final String FOUND = """
            insert into erasure_order (erasure_id, orderkey) select :id, k from unnest(:orderkeys) as n (k)
            on conflict do nothing
            """;

    /** What waits in the outbox is still on its way, and goes out as it is: the warehouse needs the address. */
    private static final String TO_REDACT = """
            select e.orderkey from erasure_order e left join order_state s on s.orderkey = e.orderkey
            where e.erasure_id = :id and not e.redacted and not exists (
                select from order_event o
                where o.orderref = s.orderref and (o.xid, o.position) > (
                    coalesce((select r.xid from relay r where r.name = :log), 0),
                    coalesce((select r.position from relay r where r.name = :log), 0)))
            order by e.orderkey
            limit :limit
            """;

    private static final String REDACT_EVENTS = """
            update order_event e set body = n.body
            from unnest(:event_ids, :bodies) as n (event_id, body) where e.event_id = n.event_id
            """;

    private static final String REDACTED = """
            update erasure_order e
            set redacted = true, orderref = s.orderref, last_sequence = s.last_sequence
            from unnest(:orderkeys) as n (orderkey) left join order_state s on s.orderkey = n.orderkey
            where e.erasure_id = :id and e.orderkey = n.orderkey
            """;

    private static final String IS_LEFT = """
            select exists (select from erasure_order where erasure_id = :id and not redacted)
            """;

    private static final String TO_TELL = """
            select orderref, orderkey, last_sequence from erasure_order
            where erasure_id = :id and orderkey > :after and orderref is not null
            order by orderkey
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final HeldOrders held;
    private final OrderStates states;
    private final EventCodec codec;

    PersonalOrders(JdbcClient jdbc, HeldOrders held, OrderStates states, EventCodec codec) {
        this.jdbc = jdbc;
        this.held = held;
        this.states = states;
        this.codec = codec;
    }

    /** Notes that these are to be redacted. */
    public void found(UUID erasureId, Collection<HeldOrders.Held> orders) {
        jdbc.sql(FOUND)
                .param("id", erasureId)
                .param(
                        "orderkeys",
                        PgArray.of(
                                "text",
                                orders.stream().map(HeldOrders.Held::orderKey).toList()))
                .update();
    }

    /**
     * What one step redacted.
     *
     * @param left whether there are orders that are not redacted yet
     */
    public record Redacted(int orders, int events, boolean left) {}

    /** Redacts so many orders of which every event was published. */
    public Redacted redact(UUID erasureId, int limit) {
        List<String> keys = jdbc.sql(TO_REDACT)
                .param("id", erasureId)
                .param("log", EventLog.NAME)
                .param("limit", limit)
                .query((row, index) -> row.getString(1))
                .list();
        int events = 0;
        if (!keys.isEmpty()) {
            Collection<OrderState> orders = states.lock(keys, List.of()).values();
            states.update(orders.stream().map(PersonalOrders::withoutPerson).toList());
            states.forgetUnused(keys);
            events = redactEvents(orders.stream().map(OrderState::orderRef).toList());
            jdbc.sql(REDACTED)
                    .param("id", erasureId)
                    .param("orderkeys", PgArray.of("text", keys))
                    .update();
        }
        boolean left =
                jdbc.sql(IS_LEFT).param("id", erasureId).query(Boolean.class).single();
        return new Redacted(keys.size(), events, left);
    }

    private static OrderState withoutPerson(OrderState state) {
        Order snapshot = state.snapshot();
        return new OrderState(
                state.orderKey(),
                state.orderRef(),
                state.lastSequence(),
                snapshot == null ? null : PersonalFields.without(snapshot),
                state.deleted(),
                !state.isUnheardOf());
    }

    private int redactEvents(Collection<UUID> orderRefs) {
        List<HeldOrders.Logged> events = held.events(orderRefs);
        jdbc.sql(REDACT_EVENTS)
                .param("event_ids", Columns.of("uuid", events, HeldOrders.Logged::eventId))
                .param("bodies", Columns.ofBytes(events, event -> Deflated.deflate(redacted(event))))
                .update();
        return events.size();
    }

    private byte[] redacted(HeldOrders.Logged event) {
        EventEnvelope<?> whole = codec.read(Json.mapper().writeValueAsBytes(event.document()));
        return codec.write(withoutPerson(whole));
    }

    private static <E extends OrderEvent> EventEnvelope<E> withoutPerson(EventEnvelope<E> event) {
        return new EventEnvelope<>(
                event.id(),
                event.source(),
                event.orderKey(),
                event.type(),
                event.orderRef(),
                event.sequence(),
                event.occurredAt(),
                event.acceptedAt(),
                event.origin(),
                event.traceparent(),
                event.test(),
                event.type().payload().cast(PersonalFields.without((Record) event.data())));
    }

    /** The next orders that everybody else is told of. */
    public List<ErasedOrder> toTell(UUID erasureId, String after, int limit) {
        return jdbc.sql(TO_TELL)
                .param("id", erasureId)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new ErasedOrder(
                        row.getObject("orderref", UUID.class), row.getString("orderkey"), row.getInt("last_sequence")))
                .list();
    }
}
