package io.throughline.dashboard.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.dashboard.ledger.Reported;
import io.throughline.events.outcome.DeliveryOutcome;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applies reports to deliveries, and counts what they changed into history and failures: in one statement. */
@Component
class ReportRows {

    private static final String APPLY = """
            with applied as (
                insert into delivery (orderref, orderseq, integration, event_id, orderkey, type, revision, result, code,
                                      detail, attempts, failed_attempts, reference, accepted_at, at, first_finished_at,
                                      fingerprint, version, first_parked_at)
                select * from unnest(:orderrefs, :orderseqs, :integrations, :event_ids, :orderkeys, :types, :revisions,
                                     :results, :codes, :details, :attempts, :failed_attempts, :references,
                                     :accepted_ats, :ats, :first_finished_ats, :fingerprints, :versions,
                                     :first_parked_ats)
                on conflict (orderref, orderseq, integration) do update
                set revision = excluded.revision, result = excluded.result, code = excluded.code,
                    detail = excluded.detail, attempts = excluded.attempts, failed_attempts = excluded.failed_attempts,
                    reference = excluded.reference, at = excluded.at,
                    fingerprint = excluded.fingerprint, version = excluded.version,
                    first_finished_at = least(delivery.first_finished_at, excluded.first_finished_at),
                    first_parked_at = least(delivery.first_parked_at, excluded.first_parked_at)
                where delivery.revision < excluded.revision
                returning orderref, orderseq, integration, type, result, code, fingerprint, attempts, failed_attempts,
                    accepted_at, at, first_finished_at
            ), exchanged as (
                insert into exchange as x (orderref, orderseq, integration, revision, at, body)
                select a.orderref, a.orderseq, a.integration, t.revision, a.at, t.body
                from unnest(:told_orderrefs, :told_orderseqs, :told_integrations, :told_revisions, :told_bodies)
                    as t (orderref, orderseq, integration, revision, body)
                join applied a using (orderref, orderseq, integration)
                on conflict (orderref, orderseq, integration) do update
                set revision = excluded.revision, at = excluded.at, body = excluded.body
            ), failed as (
                insert into failure_group as g (integration, cause, code, first_seen_at, last_seen_at, parkings)
                select integration, coalesce(fingerprint, 'code:' || code), min(code), min(at), max(at), count(*)
                from applied where result = 'parked'
                group by integration, coalesce(fingerprint, 'code:' || code)
                on conflict (integration, cause) do update
                set code = excluded.code, first_seen_at = least(g.first_seen_at, excluded.first_seen_at),
                    last_seen_at = greatest(g.last_seen_at, excluded.last_seen_at),
                    parkings = g.parkings + excluded.parkings
            ), changed as (
                -- all parts of one statement see the rows as they were before it
                select a.*, d.first_finished_at as finished_before,
                    case when a.attempts < d.attempts then 0 else coalesce(d.attempts, 0) end as attempts_before,
                    case when a.attempts < d.attempts then 0 else coalesce(d.failed_attempts, 0) end as failed_before
                from applied a
                left join delivery d
                    on d.orderref = a.orderref and d.orderseq = a.orderseq and d.integration = a.integration
            ), finished as (
                select * from changed where first_finished_at is not null and finished_before is null
            ), released as (
                delete from owed o using finished f
                where o.orderref = f.orderref and o.orderseq = f.orderseq and o.integration = f.integration
                returning o.orderref, o.orderseq, o.integration, o.missed
            ), decided as (
                select f.integration, f.first_finished_at, f.accepted_at + i.sla_lag as deadline_at,
                    coalesce(r.missed, false) as counted_missed
                from finished f
                -- what an integration was told of from before it announced itself, nobody promised
                join integration i on i.name = f.integration and f.type = any (i.events)
                    and f.accepted_at >= i.first_announced_at
                left join released r
                    on r.orderref = f.orderref and r.orderseq = f.orderseq and r.integration = f.integration
                -- what was told so late that it counted as missed, and was done in time
                where r.missed is not true or f.first_finished_at <= f.accepted_at + i.sla_lag
            ), counted as (
                select integration, at, 0 as delivered, 0 as ignored, 0 as discarded,
                    attempts - attempts_before as attempts,
                    greatest(0, failed_attempts - failed_before) as failed_attempts, 0 as met, 0 as missed,
                    0::bigint as lag_ms
                from changed
                union all
                select integration, first_finished_at, (result = 'delivered')::int, (result = 'ignored')::int,
                    (result = 'discarded')::int, 0, 0, 0, 0,
                    case when result = 'delivered'
                        then (extract(epoch from first_finished_at - accepted_at) * 1000)::bigint else 0 end
                from finished
                union all
                select integration, least(first_finished_at, deadline_at), 0, 0, 0, 0, 0,
                    (first_finished_at <= deadline_at)::int, (first_finished_at > deadline_at)::int, 0
                from decided
                union all
                select integration, deadline_at, 0, 0, 0, 0, 0, 0, -1, 0 from decided where counted_missed
            ), remembered as (
                insert into history (integration, span, at, delivered, ignored, discarded, attempts, failed_attempts,
                                     met, missed, lag_ms, lag_most_ms)
                select c.integration, s.span, date_trunc(s.span, c.at, 'UTC'), sum(c.delivered), sum(c.ignored),
                    sum(c.discarded), sum(c.attempts), sum(c.failed_attempts), sum(c.met), sum(c.missed),
                    sum(c.lag_ms), max(c.lag_ms)
                from counted c cross join (values ('minute'), ('hour')) s (span)
                group by c.integration, s.span, date_trunc(s.span, c.at, 'UTC')
                on conflict (span, integration, at) do update
                set delivered = history.delivered + excluded.delivered, ignored = history.ignored + excluded.ignored,
                    discarded = history.discarded + excluded.discarded, attempts = history.attempts + excluded.attempts,
                    failed_attempts = history.failed_attempts + excluded.failed_attempts,
                    met = history.met + excluded.met, missed = history.missed + excluded.missed,
                    lag_ms = history.lag_ms + excluded.lag_ms,
                    lag_most_ms = greatest(history.lag_most_ms, excluded.lag_most_ms)
            )
            select integration,
                   count(*) filter (where first_finished_at <= deadline_at) as met,
                   count(*) filter (where first_finished_at > deadline_at) as missed
            from decided
            group by integration
            """;

    private final JdbcClient jdbc;

    ReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tells which deliveries were decided that were undecided before. */
    List<SlaCount> apply(List<Reported> all) {
        List<Reported> reports = Reported.newest(all);
        List<DeliveryOutcome> outcomes = reports.stream().map(Reported::outcome).toList();
        return exchanges(jdbc.sql(APPLY), reports)
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
                .param("first_parked_ats", Columns.of("timestamptz", reports, Reported::firstParkedAt))
                .param("first_finished_ats", Columns.of("timestamptz", reports, Reported::firstFinishedAt))
                .query(SlaCount::of)
                .list();
    }

    /** Of the few that were parked. */
    private static JdbcClient.StatementSpec exchanges(JdbcClient.StatementSpec statement, List<Reported> reports) {
        List<Reported> told = reports.stream()
                .filter(report -> report.outcome().exchange() != null)
                .toList();
        List<DeliveryOutcome> outcomes = told.stream().map(Reported::outcome).toList();
        return statement
                .param("told_orderrefs", Columns.of("uuid", outcomes, DeliveryOutcome::orderRef))
                .param("told_orderseqs", Columns.of("int4", outcomes, DeliveryOutcome::sequence))
                .param("told_integrations", Columns.of("text", told, Reported::integration))
                .param("told_revisions", Columns.of("int4", outcomes, DeliveryOutcome::revision))
                .param(
                        "told_bodies",
                        PgArray.ofBytes(
                                outcomes.stream().map(ExchangeRows::written).toList()));
    }
}
