package io.throughline.ingest.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Whose the orders are, and what snapshots and events tell of them. */
@Repository
public class HeldOrders {

    /** {@code ;} comes right after {@code :}. */
    private static final String PAGE = """
            select orderkey, orderref, snapshot from order_state
            where orderkey > :after and orderkey >= :shop || ':' and orderkey < :shop || ';'
            order by orderkey
            limit :limit
            """;

    private static final String EVENTS = """
            select event_id, orderref, orderseq, type, body from order_event
            where orderref = any(:orderrefs)
            order by orderref, orderseq
            """;

    private static final String SNAPSHOT = "select snapshot from order_state where orderkey = :orderkey";

    private static final int LARGEST = 1 << 28;

    private final JdbcClient jdbc;

    HeldOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order and everything that the log tells of it. */
    public record Held(
            String orderKey, UUID orderRef, @Nullable JsonNode snapshot, List<Logged> events) {

        /** Whether it is a later one than those that were there at the instant. */
        public boolean isPlacedAfter(Instant instant) {
            String placed = snapshot == null ? "" : snapshot.path("createdAt").asString("");
            return !placed.isEmpty() && Instant.parse(placed).isAfter(instant);
        }

        private boolean isOf(Person person) {
            return (snapshot != null && person.isCustomer(snapshot.path("customer")))
                    || events.stream()
                            .anyMatch(
                                    event -> person.isCustomer(event.document().at("/data/order/customer")));
        }
    }

    /** One event of it. */
    public record Logged(UUID eventId, UUID orderRef, int sequence, String type, JsonNode document) {}

    /**
     * Some orders of the person's shop.
     *
     * @param theirs those of the person
     * @param last key of the last one that was looked at
     * @param more whether others come after it
     */
    public record Page(List<Held> theirs, String last, boolean more) {}

    /** Who placed an order, as far as it tells; absent when there is no such order. */
    public Optional<Person> customerOf(String orderKey) {
        String[] parts = orderKey.split(":", 3);
        return jdbc.sql(SNAPSHOT)
                .param("orderkey", orderKey)
                .query((row, index) -> Optional.ofNullable(snapshot(row.getBytes("snapshot"))))
                .optional()
                .map(snapshot -> Person.ofCustomer(
                        parts[0],
                        parts[1],
                        snapshot.orElseGet(Json.mapper()::missingNode).path("customer")));
    }

    /** Looks at so many orders of the shop, beginning after a key. */
    public Page search(Person person, String after, int limit) {
        List<Held> page = jdbc.sql(PAGE)
                .param("after", after)
                .param("shop", person.source() + ":" + person.shop())
                .param("limit", limit)
                .query((row, index) -> new Held(
                        row.getString("orderkey"),
                        row.getObject("orderref", UUID.class),
                        snapshot(row.getBytes("snapshot")),
                        List.of()))
                .list();
        Map<UUID, List<Logged>> events = events(
                        page.stream().map(Held::orderRef).toList())
                .stream()
                .collect(Collectors.groupingBy(Logged::orderRef));
        List<Held> theirs = page.stream()
                .map(held -> new Held(
                        held.orderKey, held.orderRef, held.snapshot, events.getOrDefault(held.orderRef, List.of())))
                .filter(held -> held.isOf(person))
                .toList();
        return new Page(theirs, page.isEmpty() ? after : page.getLast().orderKey, page.size() == limit);
    }

    List<Logged> events(Collection<UUID> orderRefs) {
        return jdbc.sql(EVENTS)
                .param("orderrefs", PgArray.of("uuid", orderRefs))
                .query((row, index) -> logged(row))
                .list();
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(
                row.getObject("event_id", UUID.class),
                row.getObject("orderref", UUID.class),
                row.getInt("orderseq"),
                row.getString("type"),
                Json.mapper().readTree(Deflated.inflate(row.getBytes("body"), LARGEST)));
    }

    private static @Nullable JsonNode snapshot(byte @Nullable [] packed) {
        return packed == null ? null : Json.mapper().readTree(Deflated.inflate(packed, LARGEST));
    }
}
