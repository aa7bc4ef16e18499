package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code alert_notice}: what is to be told of incidents, once each over all instances and restarts. */
@Component
public class NoticeStore {

    /**
     * Nobody is told of an integration under maintenance; of what still fires after it, once it is over. Of the end
     * and of a change for the worse whoever was told of the beginning is told.
     */
    private static final String OWE = """
            with quiet as (
                select integration from (
                    select distinct on (integration) * from maintenance order by integration, position desc) newest
                where until_at > :now
            ), fires as (
                select i.* from alert_incident i
                where i.fired_at is not null and i.resolved_at is null
                    and i.integration not in (select integration from quiet)
            ), owed as (
                select f.id, 'fired' as kind, c.channel, f.severity
                from fires f cross join unnest(:channels) c (channel)
                union all
                select f.id, 'worse', n.channel, f.severity
                from fires f join alert_notice n on n.incident_id = f.id and n.kind = 'fired'
                where f.severity = 'critical' and n.severity = 'warning'
                union all
                select i.id, 'resolved', n.channel, i.severity
                from alert_incident i join alert_notice n on n.incident_id = i.id and n.kind = 'fired'
                where i.resolved_at > :recently
            )
            insert into alert_notice (incident_id, kind, channel, severity, due_at)
            select id, kind, channel, severity, :now from owed
            on conflict (incident_id, kind, channel) do nothing
            """;

    /** Taken for as long as an attempt may last: should this instance die, another goes on after that. */
    private static final String TAKE = """
            update alert_notice n set due_at = :until, attempts = n.attempts + 1
            where n.id = any (array(
                select due.id from alert_notice due
                where due.sent_at is null and due.given_up_at is null and due.due_at <= :now
                    -- of one incident the beginning is told before the end
                    and not exists (
                        select from alert_notice earlier
                        where earlier.incident_id = due.incident_id and earlier.channel = due.channel
                            and earlier.id < due.id and earlier.sent_at is null and earlier.given_up_at is null)
                order by due.id limit :limit for update skip locked))
            returning n.id, n.incident_id, n.kind, n.channel, n.attempts
            """;

    private static final String SENT = """
            update alert_notice set sent_at = :now where id = :id
            """;

    private static final String AGAIN = """
            update alert_notice set due_at = :due_at where id = :id
            """;

    private static final String GIVE_UP = """
            update alert_notice set given_up_at = :now where id = :id
            """;

    private final JdbcClient jdbc;
    private final AlertStore incidents;

    NoticeStore(JdbcClient jdbc, AlertStore incidents) {
        this.jdbc = jdbc;
        this.incidents = incidents;
    }

    /**
     * One thing to be told.
     *
     * @param kind {@code fired}, {@code worse}, {@code resolved}
     * @param attempts this one included
     */
    public record Notice(long id, String kind, String channel, int attempts, Incident incident) {}

    /** Within the transaction that changed the incidents. */
    public void owe(List<String> channels, Instant now) {
        if (!channels.isEmpty()) {
            jdbc.sql(OWE)
                    .param("now", Columns.utc(now))
                    .param("recently", Columns.utc(now.minus(Duration.ofDays(1))))
                    .param("channels", Columns.of("text", channels, channel -> channel))
                    .update();
        }
    }

    /** What is due, for this instance alone until then. */
    public List<Notice> take(Instant now, Instant until, int limit) {
        return jdbc
                .sql(TAKE)
                .param("now", Columns.utc(now))
                .param("until", Columns.utc(until))
                .param("limit", limit)
                .query((row, index) -> new Taken(
                        row.getLong("id"),
                        row.getObject("incident_id", UUID.class),
                        row.getString("kind"),
                        row.getString("channel"),
                        row.getInt("attempts")))
                .list()
                .stream()
                .map(taken -> new Notice(
                        taken.id, taken.kind, taken.channel, taken.attempts, incidents.named(taken.incidentId)))
                .toList();
    }

    private record Taken(long id, UUID incidentId, String kind, String channel, int attempts) {}

    public void sent(Notice notice, Instant now) {
        jdbc.sql(SENT).param("id", notice.id).param("now", Columns.utc(now)).update();
    }

    public void again(Notice notice, Instant dueAt) {
        jdbc.sql(AGAIN)
                .param("id", notice.id)
                .param("due_at", Columns.utc(dueAt))
                .update();
    }

    public void giveUp(Notice notice, Instant now) {
        jdbc.sql(GIVE_UP).param("id", notice.id).param("now", Columns.utc(now)).update();
    }
}
