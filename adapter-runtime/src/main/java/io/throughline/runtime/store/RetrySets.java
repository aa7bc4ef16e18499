package io.throughline.runtime.store;

import io.throughline.events.outcome.Answer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sets of deliveries that are tried again in the background. How far each is stands in its rows, so any instance goes
 * on with it, also after one was killed in the middle. Every statement is part of the caller's transaction.
 */
public final class RetrySets {

    private static final String RUNNING = """
            select command_id from command where state = 'running' order by position
            """;

    private static final String LOCK = """
            select command_id from command where command_id = :id and state = 'running' for update skip locked
            """;

    private static final String SETTLE = """
            with ended as (
                update command_target t
                set state = case when d.orderref is null then 'done' else 'failed' end, ended_at = :now
                from command_target s left join delivery d on d.orderref = s.orderref and d.orderseq = s.orderseq
                where s.command_id = :id and s.state = 'sent' and (d.orderref is null or d.parked_at is not null)
                  and t.command_id = s.command_id and t.orderref = s.orderref and t.orderseq = s.orderseq
                returning t.orderref, t.orderseq, t.state, d.code
            )
            insert into command_answer (command_id, orderref, orderseq, answer, detail, at)
            select :id, orderref, orderseq, state, code, :now from ended
            """;

    private static final String SEND = """
            with batch as (
                select orderref, orderseq from command_target
                where command_id = :id and state = 'pending'
                order by orderref, orderseq limit :most
            ), retried as (
                update delivery d
                set parked_at = null, tried_ms = 0,
                    due_at = case when d.reopened or d.orderseq = 1 + coalesce(
                        (select p.finished from order_position p where p.orderref = d.orderref), 0)
                        then :now else 'infinity'::timestamptz end
                from batch b
                where d.orderref = b.orderref and d.orderseq = b.orderseq
                  and d.parked_at is not null and d.discard_actor is null
                returning d.orderref, d.orderseq
            ), taken as (
                update command_target t
                set state = case when r.orderref is null then 'done' else 'sent' end,
                    sent_at = :now, ended_at = case when r.orderref is null then :now end
                from batch b left join retried r using (orderref, orderseq)
                where t.command_id = :id and t.orderref = b.orderref and t.orderseq = b.orderseq
                returning t.orderref, t.orderseq, t.state
            ), answered as (
                insert into command_answer (command_id, orderref, orderseq, answer, at)
                select :id, orderref, orderseq, 'already-done', :now from taken where state = 'done'
            )
            select count(*) from retried
            """;

    private static final String PROGRESS = """
            select count(*) filter (where t.state = 'pending') as pending,
                   count(*) filter (where t.state = 'sent') as sent,
                   count(*) filter (where t.state = 'done') as done,
                   count(*) filter (where t.state = 'failed') as failed,
                   count(*) filter (where t.state = 'done' and t.sent_at >= c.resumed_at) as done_lately,
                   count(*) filter (where t.state = 'failed' and t.sent_at >= c.resumed_at) as failed_lately
            from command c left join command_target t using (command_id)
            where c.command_id = :id
            """;

    private static final String END = """
            with ended as (
                update command set state = :state, answer = case when answer = '' then :answer else answer end
                where command_id = :id
                returning command_id, answer
            )
            insert into command_answer (command_id, answer, detail, at)
            select command_id, case when :state = 'stopped' then 'stopped' else answer end, :detail, :now from ended
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public RetrySets(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /**
     * How far a set is.
     *
     * @param doneLately of those that were sent since it was begun or resumed, as {@code failedLately}
     */
    public record Progress(int pending, int sent, int done, int failed, int doneLately, int failedLately) {}

    /** Sets under way, oldest first. */
    public List<UUID> running() {
        return jdbc.sql(RUNNING)
                .query((row, index) -> row.getObject("command_id", UUID.class))
                .list();
    }

    /** Whether it is under way still and no other instance is at it. */
    public boolean lock(UUID set) {
        return !jdbc.sql(LOCK).param("id", set).query(UUID.class).list().isEmpty();
    }

    /** Answers for what ended since the last time. */
    public void settle(UUID set) {
        jdbc.sql(SETTLE).param("id", set).param("now", now()).update();
    }

    /** Tries the next ones again; how many were parked still. */
    public int send(UUID set, int most) {
        return jdbc.sql(SEND)
                .param("id", set)
                .param("most", most)
                .param("now", now())
                .query(Integer.class)
                .single();
    }

    public Progress progress(UUID set) {
        return jdbc.sql(PROGRESS)
                .param("id", set)
                .query((row, index) -> new Progress(
                        row.getInt("pending"),
                        row.getInt("sent"),
                        row.getInt("done"),
                        row.getInt("failed"),
                        row.getInt("done_lately"),
                        row.getInt("failed_lately")))
                .single();
    }

    /** It halts by itself. */
    public void stop(UUID set, String why) {
        end(set, "stopped", why);
    }

    /** Nothing is left to do. */
    public void finish(UUID set, String summary) {
        end(set, "done", summary);
    }

    private void end(UUID set, String state, String detail) {
        jdbc.sql(END)
                .param("id", set)
                .param("state", state)
                .param("answer", state.equals("done") ? Answer.DONE.word() : "")
                .param("detail", detail)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
