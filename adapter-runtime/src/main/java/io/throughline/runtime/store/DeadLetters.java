package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that the broker moved to the dead-letter sub-queue, and the places in their orders that they hold. */
public final class DeadLetters implements Forgets {

    private static final String KEEP = """
            insert into dead_letter (message_id, subject, reason, description, body, fingerprint, action,
                                     orderref, orderseq, received_at, closed_at)
            select l.*, :now, case when l.action = 'discard' and l.orderref is null then :now end
            from unnest(:message_ids, :subjects, :reasons, :descriptions, :bodies, :fingerprints, :actions,
                        :orderrefs, :orderseqs)
                as l (message_id, subject, reason, description, body, fingerprint, action, orderref, orderseq)
            on conflict (message_id, reason) do nothing
            """;

    /** Nobody needs the body any more, and it may tell who a person is. */
    private static final String CLOSE = """
            update dead_letter l set closed_at = :now, body = ''
            from order_position p
            where l.closed_at is null and p.orderref = l.orderref and p.finished >= l.orderseq
            """;

    private static final String FORGET = """
            delete from dead_letter
            where closed_at < :before or (orderref is null and received_at < :before)
            """;

    private static final String HOLD_PLACE = """
            with dead as (
                select * from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :subjects, :bodies, :accepted_ats,
                                     :reasons, :descriptions, :fingerprints, :actions)
                    as d (orderref, orderseq, event_id, orderkey, type, body, accepted_at, code, detail, fingerprint,
                          action)
            ), parked as (
                insert into delivery (orderref, orderseq, event_id, orderkey, type, body, accepted_at, received_at,
                                      due_at, parked_at, code, detail, fingerprint, revision, discard_actor,
                                      discard_reason)
                select d.orderref, d.orderseq, d.event_id, d.orderkey, d.type, d.body, d.accepted_at, :now,
                       'infinity', :now, d.code, d.detail, d.fingerprint,
                       case d.action when 'discard' then 0 else 1 end,
                       case d.action when 'discard' then 'policy' end,
                       case d.action when 'discard' then d.detail end
                from dead d left join order_position p using (orderref)
                where d.orderseq > coalesce(p.finished, 0)
                order by d.orderref, d.orderseq
                on conflict (orderref, orderseq) do nothing
                returning *
            )
            insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                 attempts, failed_attempts, accepted_at, at, fingerprint)
            select orderref, orderseq, event_id, orderkey, type, revision, 'parked', code, detail,
                   0, 0, accepted_at, :now, fingerprint
            from parked
            where discard_actor is null
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
     * @param fingerprint names the cause
     * @param discarded whether the policy decided that it has no effect; otherwise it is parked
     */
    public record DeadLetter(
            String messageId,
            String subject,
            String reason,
            String description,
            byte[] body,
            Instant enqueuedAt,
            @Nullable Place place,
            String fingerprint,
            boolean discarded) {

        String action() {
            return discarded ? "discard" : "park";
        }
    }

    /** The place of an event in its order, from the message's properties. */
    public record Place(DeliveryId id, java.util.UUID eventId, String orderKey) {}

    /**
     * Keeps them; each that has a place becomes a parked delivery there, so that later events of its order are held.
     * One that the policy discards is finished when its turn comes.
     */
    public void keep(List<DeadLetter> letters) {
        jdbc.sql(KEEP)
                .param("message_ids", text(letters, DeadLetter::messageId))
                .param("subjects", text(letters, DeadLetter::subject))
                .param("reasons", text(letters, DeadLetter::reason))
                .param("descriptions", text(letters, DeadLetter::description))
                .param("bodies", PgArray.ofBytes(column(letters, DeadLetter::body)))
                .param("fingerprints", text(letters, DeadLetter::fingerprint))
                .param("actions", text(letters, DeadLetter::action))
                .param(
                        "orderrefs",
                        PgArray.of("uuid", places(letters, place -> place.id().orderRef())))
                .param(
                        "orderseqs",
                        PgArray.of("int4", places(letters, place -> place.id().sequence())))
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
                .param("fingerprints", text(placed, row -> row.letter().fingerprint()))
                .param("actions", text(placed, row -> row.letter().action()))
                .param("now", now())
                .update();
    }

    /** Closes those whose place in the order is finished; how many did. */
    public int close() {
        return jdbc.sql(CLOSE).param("now", now()).update();
    }

    /** Drops those that were closed before the instant; of those without a place those that came before it. */
    @Override
    public void forget(Instant before) {
        jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static List<@Nullable Object> places(List<DeadLetter> letters, Function<Place, Object> part) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (DeadLetter letter : letters) {
            parts.add(letter.place() == null ? null : part.apply(letter.place()));
        }
        return parts;
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
