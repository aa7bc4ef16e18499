package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Deflated;
import io.throughline.events.command.ErasedOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the runtime keeps of people beyond open deliveries. Every statement is part of the caller's transaction. */
public final class Erasures {

    /** An order that is not here at all may still be on its way, for so long after the command came. */
    private static final String STANDINGS = """
            with asked as (
                select * from unnest(:orderrefs, :lasts) as a (orderref, last_sequence)
            )
            select a.orderref, count(d.orderseq) filter (where d.parked_at is null) as open,
                count(d.orderseq) filter (where d.parked_at is not null) as parked,
                case when p.orderref is null then a.last_sequence > 0 and c.received_at > :arrived
                     else p.finished < a.last_sequence end as behind
            from asked a
            join command c on c.command_id = :command
            left join order_position p on p.orderref = a.orderref
            left join delivery d on d.orderref = a.orderref and d.orderseq <= a.last_sequence
            group by a.orderref, a.last_sequence, p.orderref, p.finished, c.received_at
            """;

    private static final String ERASE = """
            with versions as (
                delete from delivery_version where orderref = any(:orderrefs) returning 1
            ), letters as (
                update dead_letter set body = '', closed_at = coalesce(closed_at, :now)
                where orderref = any(:orderrefs) and body <> ''
                returning 1
            ), exchanges as (
                update outcome set exchange = null where orderref = any(:orderrefs) and exchange is not null
                returning 1
            )
            select (select count(*) from versions) + (select count(*) from letters) + (select count(*) from exchanges)
            """;

    private static final String UNPLACED = """
            select dead_letter_id, body from dead_letter
            where orderref is null and body <> '' and dead_letter_id > :after
            order by dead_letter_id limit :limit
            """;

    private static final String BLANK = """
            update dead_letter set body = '', closed_at = coalesce(closed_at, :now) where dead_letter_id = any(:ids)
            """;

    private static final String COUNT = """
            update command set erased = erased + :rows where command_id = :command returning erased
            """;

    private static final String SAY = """
            update command set answer = :answer where command_id = :command and answer <> :answer
            """;

    private static final int PAGE = 100;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration arrival;

    /** @param arrival how long an event may be on its way here */
    public Erasures(RuntimeSchema schema, Clock clock, Duration arrival) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
        this.arrival = arrival;
    }

    /**
     * How an order stands here.
     *
     * @param open deliveries that are due, waiting or held
     * @param behind whether events of it are still to come
     */
    public record Standing(UUID orderRef, int open, int parked, boolean behind) {

        /** Whether nothing of it will be needed any more. */
        public boolean isOver() {
            return open == 0 && parked == 0 && !behind;
        }
    }

    public List<Standing> standings(UUID commandId, List<ErasedOrder> orders) {
        return jdbc.sql(STANDINGS)
                .param("command", commandId)
                .param(
                        "orderrefs",
                        PgArray.of(
                                "uuid",
                                orders.stream().map(ErasedOrder::orderRef).toList()))
                .param(
                        "lasts",
                        PgArray.of(
                                "int4",
                                orders.stream().map(ErasedOrder::lastSequence).toList()))
                .param("arrived", now().minus(arrival))
                .query((row, index) -> new Standing(
                        row.getObject("orderref", UUID.class),
                        row.getInt("open"),
                        row.getInt("parked"),
                        row.getBoolean("behind")))
                .list();
    }

    /** Erases what is kept of these orders; how many rows held something. */
    public int erase(Collection<UUID> orderRefs, Collection<String> orderKeys) {
        int placed = jdbc.sql(ERASE)
                .param("orderrefs", PgArray.of("uuid", orderRefs))
                .param("now", now())
                .query(Integer.class)
                .single();
        return placed + eraseUnplaced(orderKeys);
    }

    /** Dead letters of which nobody knows the place: they may name the order in what cannot be read otherwise. */
    private int eraseUnplaced(Collection<String> orderKeys) {
        int erased = 0;
        List<Letter> page = unplaced(0);
        while (!page.isEmpty()) {
            List<Long> naming = page.stream()
                    .filter(letter -> orderKeys.stream().anyMatch(letter.text()::contains))
                    .map(Letter::id)
                    .toList();
            erased += jdbc.sql(BLANK)
                    .param("ids", PgArray.of("int8", naming))
                    .param("now", now())
                    .update();
            page = page.size() < PAGE ? List.of() : unplaced(page.getLast().id());
        }
        return erased;
    }

    private record Letter(long id, String text) {}

    private List<Letter> unplaced(long after) {
        return jdbc.sql(UNPLACED)
                .param("after", after)
                .param("limit", PAGE)
                .query((row, index) -> new Letter(row.getLong("dead_letter_id"), text(row.getBytes("body"))))
                .list();
    }

    private static String text(byte[] body) {
        return new String(Deflated.inflate(body, MAX_BODY), StandardCharsets.UTF_8);
    }

    /** How many rows went with the command so far. */
    public int count(UUID commandId, int rows) {
        return jdbc.sql(COUNT)
                .param("command", commandId)
                .param("rows", rows)
                .query(Integer.class)
                .single();
    }

    /** Whether this was not the last word about the command. */
    public boolean isNews(UUID commandId, String answer) {
        return jdbc.sql(SAY).param("command", commandId).param("answer", answer).update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
