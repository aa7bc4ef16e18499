package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Reported;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what integrations report; a report is applied only if its revision is higher than what is known. */
@Component
public class OutcomeStore {

    private static final String APPLY = """
            with applied as (
                insert into delivery (orderref, orderseq, integration, event_id, orderkey, type, revision, result, code,
                                      detail, attempts, failed_attempts, reference, accepted_at, at, first_finished_at,
                                      fingerprint, version)
                select * from unnest(:orderrefs, :orderseqs, :integrations, :event_ids, :orderkeys, :types, :revisions,
                                     :results, :codes, :details, :attempts, :failed_attempts, :references,
                                     :accepted_ats, :ats, :first_finished_ats, :fingerprints, :versions)
                on conflict (orderref, orderseq, integration) do update
                set revision = excluded.revision, result = excluded.result, code = excluded.code,
                    detail = excluded.detail, attempts = excluded.attempts, failed_attempts = excluded.failed_attempts,
                    reference = excluded.reference, at = excluded.at,
                    fingerprint = excluded.fingerprint, version = excluded.version,
                    first_finished_at = least(delivery.first_finished_at, excluded.first_finished_at)
                where delivery.revision < excluded.revision
                returning orderref, orderseq, integration, type, accepted_at, first_finished_at
            ), finished as (
                -- all parts of one statement see the rows as they were before it
                select a.* from applied a
                where a.first_finished_at is not null and not exists (
                    select from delivery d
                    where d.orderref = a.orderref and d.orderseq = a.orderseq and d.integration = a.integration
                        and d.first_finished_at is not null)
            ), released as (
                delete from owed o using finished f
                where o.orderref = f.orderref and o.orderseq = f.orderseq and o.integration = f.integration
                returning o.orderref, o.orderseq, o.integration, o.missed
            )
            select i.name as integration,
                   count(*) filter (where f.first_finished_at <= f.accepted_at + i.sla_lag) as met,
                   count(*) filter (where f.first_finished_at > f.accepted_at + i.sla_lag) as missed
            from finished f
            join integration i on i.name = f.integration and f.type = any (i.events)
            left join released r
                on r.orderref = f.orderref and r.orderseq = f.orderseq and r.integration = f.integration
            where r.missed is not true
            group by i.name
            """;

    private static final String BEAT = """
            insert into heartbeat (integration, at, instance, due, waiting, held, parked, oldest_open_at,
                                   breaker, paused)
            select * from unnest(:integrations, :ats, :instances, :dues, :waitings, :helds, :parkeds,
                                 :oldest_open_ats, :breakers, :pauseds)
            on conflict (integration, at, instance) do nothing
            """;

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final CatalogueStore catalogue;
    private final AnswerStore answers;

    OutcomeStore(JdbcClient jdbc, LedgerLock lock, CatalogueStore catalogue, AnswerStore answers) {
        this.answers = answers;
        this.jdbc = jdbc;
        this.lock = lock;
        this.catalogue = catalogue;
    }

    /** Commits all messages, or none, and tells which deliveries they decided that were undecided before. */
    public List<SlaCount> record(List<OutcomeMessage> messages) {
        return lock.locked(() -> {
            catalogue.hear(messages);
            only(Announcement.class, messages).forEach(catalogue::announce);
            beat(only(Heartbeat.class, messages));
            answers.record(only(CommandAnswers.class, messages));
            return apply(only(OutcomeBatch.class, messages).stream()
                    .flatMap(batch -> batch.outcomes().stream().map(one -> Reported.of(batch.integration(), one)))
                    .toList());
        });
    }

    private static <M> List<M> only(Class<M> kind, List<OutcomeMessage> messages) {
        return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void beat(List<Heartbeat> beats) {
        jdbc.sql(BEAT)
                .param("integrations", Columns.of("text", beats, Heartbeat::integration))
                .param("ats", Columns.of("timestamptz", beats, Heartbeat::at))
                .param("instances", Columns.of("text", beats, Heartbeat::instance))
                .param("dues", Columns.of("int8", beats, Heartbeat::due))
                .param("waitings", Columns.of("int8", beats, Heartbeat::waiting))
                .param("helds", Columns.of("int8", beats, Heartbeat::held))
                .param("parkeds", Columns.of("int8", beats, Heartbeat::parked))
                .param("oldest_open_ats", Columns.of("timestamptz", beats, Heartbeat::oldestOpenAt))
                .param("breakers", Columns.of("text", beats, Heartbeat::breaker))
                .param("pauseds", Columns.of("bool", beats, Heartbeat::paused))
                .update();
    }

    private List<SlaCount> apply(List<Reported> all) {
        List<Reported> reports = Reported.newest(all);
        List<DeliveryOutcome> outcomes = reports.stream().map(Reported::outcome).toList();
        return jdbc.sql(APPLY)
                .param("orderrefs", Columns.of("uuid", outcomes, DeliveryOutcome::orderRef))
                .param("orderseqs", Columns.of("int4", outcomes, DeliveryOutcome::sequence))
                .param("integrations", Columns.of("text", reports, Reported::integration))
                .param("event_ids", Columns.of("uuid", outcomes, DeliveryOutcome::eventId))
                .param("orderkeys", Columns.of("text", outcomes, DeliveryOutcome::orderKey))
                .param("types", Columns.of("text", outcomes, DeliveryOutcome::eventType))
                .param("revisions", Columns.of("int4", outcomes, DeliveryOutcome::revision))
                .param(
                        "results",
                        Columns.of("text", outcomes, one -> one.result().word()))
                .param("codes", Columns.of("text", outcomes, DeliveryOutcome::code))
                .param("details", Columns.of("text", outcomes, DeliveryOutcome::detail))
                .param("attempts", Columns.of("int4", outcomes, DeliveryOutcome::attempts))
                .param("failed_attempts", Columns.of("int4", outcomes, DeliveryOutcome::failedAttempts))
                .param("references", Columns.of("text", outcomes, DeliveryOutcome::reference))
                .param("accepted_ats", Columns.of("timestamptz", outcomes, DeliveryOutcome::acceptedAt))
                .param("ats", Columns.of("timestamptz", outcomes, DeliveryOutcome::at))
                .param("fingerprints", Columns.of("text", outcomes, DeliveryOutcome::fingerprint))
                .param("versions", Columns.of("int4", outcomes, one -> one.version() == null ? 1 : one.version()))
                .param("first_finished_ats", Columns.of("timestamptz", reports, Reported::firstFinishedAt))
                .query(SlaCount::of)
                .list();
    }
}
