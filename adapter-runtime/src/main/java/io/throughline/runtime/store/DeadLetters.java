package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that the broker moved to the dead-letter sub-queue, and the places in their orders that they hold. */
public final class DeadLetters {

    private static final String KEEP = """
            insert into dead_letter (message_id, subject, reason, description, body, received_at)
            select *, :now from unnest(:message_ids, :subjects, :reasons, :descriptions, :bodies)
            on conflict (message_id, reason) do nothing
            """;

    private static final String HOLD_PLACE = """
            with dead as (
                select * from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :subjects, :bodies, :accepted_ats,
                                     :reasons, :descriptions)
                    as d (orderref, orderseq, event_id, orderkey, type, body, accepted_at, code, detail)
            ), parked as (
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at,
                                      due_at, parked_at, code, detail, revision)
                select d.orderref, d.orderseq, d.event_id, d.orderkey, d.type, d.body, d.accepted_at, :now,
                       'infinity', :now, d.code, d.detail, 1
                from dead d left join order_position p using (orderref)
                where d.orderseq > coalesce(p.finished, 0)
                order by d.orderref, d.orderseq
                on conflict (orderref, orderseq) do nothing
                returning *
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, reference)
            select orderref, orderseq, event_id, orderkey, type, revision, 'parked', code, detail,
                   0, 0, accepted_at, :now, null
            from parked
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public DeadLetters(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /**
     * A dead letter as it was found.
     *
     * @param place whose event it should have been, when its properties tell
     * @param body deflated
     */
    public record DeadLetter(
            String messageId,
            String subject,
            String reason,
            String description,
            byte[] body,
            Instant enqueuedAt,
            @Nullable Place place) {}

    /** The place of an event in its order, from the message's properties. */
    public record Place(DeliveryId id, java.util.UUID eventId, String orderKey) {}

    /**
     * Keeps them; each that has a place becomes a parked delivery there, so that later events of its order are held.
     */
    public void keep(List<DeadLetter> letters) {
        jdbc.sql(KEEP)
                .param("message_ids", text(letters, DeadLetter::messageId))
                .param("subjects", text(letters, DeadLetter::subject))
                .param("reasons", text(letters, DeadLetter::reason))
                .param("descriptions", text(letters, DeadLetter::description))
                .param("bodies", PgArray.ofBytes(column(letters, DeadLetter::body)))
                .param("now", now())
                .update();
        List<Placed> placed = letters.stream()
                .<Placed>mapMulti((letter, next) -> {
                    if (letter.place() != null) {
                        next.accept(new Placed(letter, letter.place()));
                    }
                })
                .toList();
        if (!placed.isEmpty()) {
            holdPlaces(placed);
        }
    }

    private record Placed(DeadLetter letter, Place place) {}

    private void holdPlaces(List<Placed> placed) {
        jdbc.sql(HOLD_PLACE)
                .param(
                        "orderrefs",
                        PgArray.of(
                                "uuid", column(placed, row -> row.place().id().orderRef())))
                .param(
                        "orderseqs",
                        PgArray.of(
                                "int4", column(placed, row -> row.place().id().sequence())))
                .param(
                        "event_ids",
                        PgArray.of("uuid", column(placed, row -> row.place().eventId())))
                .param("orderkeys", text(placed, row -> row.place().orderKey()))
                .param("subjects", text(placed, row -> row.letter().subject()))
                .param(
                        "bodies",
                        PgArray.ofBytes(column(placed, row -> row.letter().body())))
                .param(
                        "accepted_ats",
                        PgArray.of(
                                "timestamptz",
                                column(placed, row -> row.letter().enqueuedAt())))
                .param("reasons", text(placed, row -> row.letter().reason()))
                .param("descriptions", text(placed, row -> row.letter().description()))
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static <S> PgArray text(List<S> rows, Function<S, String> component) {
        return PgArray.of("text", column(rows, component));
    }

    private static <S, T> List<T> column(List<S> rows, Function<S, T> component) {
        return rows.stream().map(component).toList();
    }
}
