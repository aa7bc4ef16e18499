package io.throughline.runtime.store;

import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Steering;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What belongs to a set, frozen when its command is written down, and what was said about it since. Every statement is
 * part of the caller's transaction.
 */
public final class FrozenSets {

    private static final String FREEZE = """
            insert into command_target (command_id, orderref, orderseq)
            select :id, orderref, orderseq from delivery
            where parked_at is not null and discard_actor is null
              and (:fingerprint::text is null or fingerprint = :fingerprint)
              and (:code::text is null or code = :code)
              and (:type::text is null or type = :type)
              and (:shop::text is null or starts_with(orderkey, :shop || ':'))
            order by orderref, orderseq
            limit :most
            """;

    private static final String THAW = """
            delete from command_target where command_id = :id
            """;

    private static final String BEGIN = """
            with begun as (
                update command set state = 'running', body = null, resumed_at = :now where command_id = :id
            )
            insert into command_answer (command_id, answer, total, at) values (:id, 'accepted', :total, :now)
            """;

    /** Takes the row, so that a command about the set that is being obeyed right now is seen, or sees the set. */
    private static final String STEERED = """
            insert into command_revision as r (subject, revision, value) values ('set:' || :id, 0, '')
            on conflict (subject) do update set revision = r.revision
            returning value
            """;

    private static final String HALT = """
            update command set state = :state where command_id = :id and state in ('running', 'paused', 'stopped')
            """;

    private static final String RESUME = """
            update command set state = 'running', resumed_at = :now
            where command_id = :id and state in ('paused', 'stopped')
            """;

    private static final String CANCEL = """
            with ended as (
                update command set state = 'running', answer = 'cancelled'
                where command_id = :id and state in ('running', 'paused', 'stopped')
                returning command_id
            ), cancelled as (
                update command_target t set state = 'cancelled', ended_at = :now
                from ended e where t.command_id = e.command_id and t.state = 'pending'
                returning t.*
            ), answered as (
                insert into command_answer (command_id, orderref, orderseq, answer, at)
                select command_id, orderref, orderseq, 'cancelled', :now from cancelled
            )
            select count(*) from ended
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public FrozenSets(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Writes down what belongs to the set now; how many that are, at most so many. */
    public int freeze(RetrySet set, int most) {
        return jdbc.sql(FREEZE)
                .param("id", set.commandId())
                .param("fingerprint", set.selection().fingerprint())
                .param("code", set.selection().code())
                .param("type", set.selection().eventType())
                .param("shop", set.selection().shop())
                .param("most", most)
                .update();
    }

    /** Forgets what belongs to a set that is not to be begun. */
    public void thaw(UUID set) {
        jdbc.sql(THAW).param("id", set).update();
    }

    /** Begins, as far as nothing else was said about it before it arrived. */
    public void begin(UUID set, int total) {
        jdbc.sql(BEGIN)
                .param("id", set)
                .param("total", total)
                .param("now", now())
                .update();
        String word = jdbc.sql(STEERED)
                .param("id", set.toString())
                .query(String.class)
                .single();
        if (!word.isEmpty()) {
            steer(set, Steering.valueOf(word));
        }
    }

    /** Whether there is such a set and it was not at its end. */
    public boolean steer(UUID set, Steering steering) {
        return switch (steering) {
            case PAUSE ->
                jdbc.sql(HALT).param("id", set).param("state", "paused").update() == 1;
            case RESUME -> jdbc.sql(RESUME).param("id", set).param("now", now()).update() == 1;
            case CANCEL ->
                jdbc.sql(CANCEL)
                                .param("id", set)
                                .param("now", now())
                                .query(Integer.class)
                                .single()
                        == 1;
        };
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
