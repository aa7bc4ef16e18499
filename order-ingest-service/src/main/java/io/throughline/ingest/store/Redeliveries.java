package io.throughline.ingest.store;

import io.throughline.events.outcome.Gap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code redelivery}: of several instances, and of several reports within a minute, one leads to an event. */
@Repository
public class Redeliveries {

    private static final String TAKE = """
            with wanted as (
                select distinct g.orderref, s.orderseq::int as orderseq
                from unnest(:orderrefs, :froms, :tos) as g (orderref, first, last)
                cross join lateral generate_series(
                    g.first::bigint, least(g.last::bigint, g.first::bigint + :per_gap - 1)) as s (orderseq)
            ), taken as (
                insert into redelivery as r (orderref, orderseq, target, command_id, asked_at)
                select w.orderref, w.orderseq, :target, :command, :now
                from wanted w
                where not exists (
                    select from redelivery k
                    where k.orderref = w.orderref and k.orderseq = w.orderseq and k.target = :target
                      and k.asked_at > :asked_before)
                order by w.orderref, w.orderseq
                limit :most
                on conflict (orderref, orderseq, target) do update
                set command_id = excluded.command_id, asked_at = excluded.asked_at
                where r.asked_at <= :asked_before
                returning orderref, orderseq
            )
            select t.orderref, t.orderseq, e.event_id, e.orderkey, e.type, e.webhook_id, e.traceparent,
                   e.accepted_at, e.test, e.body
            from taken t left join order_event e on e.orderref = t.orderref and e.orderseq = t.orderseq
            order by t.orderref, t.orderseq
            """;

    private static final String GIVE_BACK = """
            delete from redelivery where command_id = :command
            """;

    private static final String FORGET = """
            delete from redelivery where asked_at < :asked_before
            """;

    private static final Duration REPEAT = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofDays(30);

    /** An adapter acts on the first missing event first, so a long gap may well be filled bit by bit. */
    private static final int EVENTS_PER_GAP = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    Redeliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An event that is to be sent once more.
     *
     * @param logged absent when the log has no such event
     */
    public record Wanted(
            UUID orderRef, int sequence, @Nullable LoggedEvent logged) {}

    /**
     * Takes events that are missing at the target and that nobody took within the last minute; call again until there
     * are none.
     *
     * @param command under which they are sent
     * @param most events taken at once
     */
    public List<Wanted> take(List<Gap> gaps, String target, UUID command, int most) {
        Instant now = clock.instant();
        return jdbc.sql(TAKE)
                .param("orderrefs", Columns.of("uuid", gaps, Gap::orderRef))
                .param("froms", Columns.of("int4", gaps, Gap::fromSequence))
                .param("tos", Columns.of("int4", gaps, Gap::toSequence))
                .param("per_gap", EVENTS_PER_GAP)
                .param("target", target)
                .param("command", command)
                .param("now", Columns.utc(now))
                .param("asked_before", Columns.utc(now.minus(REPEAT)))
                .param("most", most)
                .query((row, index) -> wanted(row))
                .list();
    }

    /** As if the command had never been: its events were not sent. */
    public void giveBack(UUID command) {
        jdbc.sql(GIVE_BACK).param("command", command).update();
    }

    /** Forgets what was asked for long ago. */
    public void forget() {
        jdbc.sql(FORGET)
                .param("asked_before", Columns.utc(clock.instant().minus(MEMORY)))
                .update();
    }

    private static Wanted wanted(ResultSet row) throws SQLException {
        boolean logged = row.getObject("event_id") != null;
        return new Wanted(
                row.getObject("orderref", UUID.class), row.getInt("orderseq"), logged ? EventLog.event(row) : null);
    }
}
