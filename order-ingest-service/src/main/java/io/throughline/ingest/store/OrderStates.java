package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.events.order.Order;
import io.throughline.ingest.TimeOrderedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code order_state}; every method runs in the caller's transaction. */
@Component
class OrderStates {

    private static final String OPEN = """
            insert into order_state
                (orderkey, orderref, last_sequence, order_status, payment_status, fulfillment_status)
            select key, ref, 0, 'unknown', 'unknown', 'unknown' from unnest(:keys, :refs) as new (key, ref)
            on conflict (orderkey) do nothing
            returning orderkey
            """;

    private static final String LOCK = """
            select o.orderkey, o.orderref, o.last_sequence, o.snapshot, o.order_status = 'deleted' as deleted,
                o.erased or o.orderkey in (
                    select m.orderkey from unnest(:marked, :marks, :created_ats) as m (orderkey, mark, created_at)
                    join tombstone t on t.mark = m.mark and t.erased_at >= m.created_at) as erased
            from order_state o
            where o.orderkey = any(:keys)
            order by o.orderkey
            for update of o
            """;

    private static final String UPDATE = """
            update order_state s
            set last_sequence = n.last_sequence, version = n.version, snapshot = nullif(n.snapshot, ''),
                order_status = n.order_status, payment_status = n.payment_status,
                fulfillment_status = n.fulfillment_status, erased = n.erased,
                placed_at = n.placed_at, currency = n.currency, total_minor = n.total_minor
            from unnest(:keys, :sequences, :versions, :snapshots, :orders, :payments, :fulfillments, :erased,
                        :placed_ats, :currencies, :totals)
                as n (orderkey, last_sequence, version, snapshot, order_status, payment_status, fulfillment_status,
                      erased, placed_at, currency, total_minor)
            where s.orderkey = n.orderkey
            """;

    private static final String FORGET = """
            delete from order_state
            where orderkey = any(:keys) and last_sequence = 0 and snapshot is null and order_status = 'unknown'
            """;

    private static final int LARGEST_SNAPSHOT = 1 << 28;

    private final JdbcClient jdbc;
    private final TimeOrderedIds ids;
    private final Tombstones tombstones;

    OrderStates(JdbcClient jdbc, TimeOrderedIds ids, Tombstones tombstones) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.tombstones = tombstones;
    }

    /**
     * Locks the orders until the transaction ends. Keys are taken in one order everywhere, and a row is made for an
     * order that has none, so that two instances neither pass each other nor wait for each other in a circle.
     *
     * @param snapshots those of them that are whole: by these it is recognised whether they are of somebody who was
     *     erased
     */
    Map<String, OrderState> lock(Collection<String> keys, Collection<Order> snapshots) {
        List<Mark> marks = snapshots.stream()
                .flatMap(order -> tombstones.marksOf(order).stream())
                .toList();
        List<String> sorted = List.copyOf(new TreeSet<>(keys));
        PgArray array = PgArray.of("text", sorted);
        jdbc.sql(OPEN)
                .param("keys", array)
                .param("refs", Columns.of("uuid", sorted, key -> ids.next()))
                .query(String.class)
                .list();
        Map<String, OrderState> states = new HashMap<>();
        jdbc.sql(LOCK)
                .param("keys", array)
                .param("marked", Columns.of("text", marks, Mark::orderKey))
                .param("marks", Columns.of("uuid", marks, Mark::mark))
                .param("created_ats", Columns.of("timestamptz", marks, Mark::createdAt))
                .query((row, index) -> state(row))
                .list()
                .forEach(state -> states.put(state.orderKey(), state));
        return states;
    }

    void update(List<OrderState> orders) {
        jdbc.sql(UPDATE)
                .param("keys", Columns.of("text", orders, OrderState::orderKey))
                .param("sequences", Columns.of("int4", orders, OrderState::lastSequence))
                .param("versions", Columns.of("timestamptz", orders, of(Order::sourceVersion)))
                .param("snapshots", Columns.ofBytes(orders, OrderStates::deflated))
                .param(
                        "orders",
                        Columns.of("text", orders, order -> order.status().order()))
                .param(
                        "payments",
                        Columns.of("text", orders, order -> order.status().payment()))
                .param(
                        "fulfillments",
                        Columns.of("text", orders, order -> order.status().fulfillment()))
                .param("erased", Columns.of("bool", orders, OrderState::erased))
                .param("placed_ats", Columns.of("timestamptz", orders, of(Order::createdAt)))
                .param("currencies", Columns.of("text", orders, of(Order::currency)))
                .param(
                        "totals",
                        Columns.of(
                                "int8",
                                orders,
                                of(order -> order.totals().total().minor())))
                .update();
    }

    /** Removes the rows that were only made to be locked. */
    void forgetUnused(Collection<String> keys) {
        jdbc.sql(FORGET).param("keys", PgArray.of("text", keys)).update();
    }

    private static OrderState state(ResultSet row) throws SQLException {
        byte @Nullable [] snapshot = row.getBytes("snapshot");
        return new OrderState(
                row.getString("orderkey"),
                row.getObject("orderref", UUID.class),
                row.getInt("last_sequence"),
                snapshot == null
                        ? null
                        : Json.mapper().readValue(Deflated.inflate(snapshot, LARGEST_SNAPSHOT), Order.class),
                row.getBoolean("deleted"),
                row.getBoolean("erased"));
    }

    /** Absent where there is no snapshot. */
    private static Function<OrderState, @Nullable Object> of(Function<Order, Object> column) {
        return state -> state.snapshot() == null ? null : column.apply(state.snapshot());
    }

    /** Empty where there is no snapshot. */
    private static byte[] deflated(OrderState state) {
        return state.snapshot() == null
                ? new byte[0]
                : Deflated.deflate(Json.mapper().writeValueAsBytes(state.snapshot()));
    }
}
