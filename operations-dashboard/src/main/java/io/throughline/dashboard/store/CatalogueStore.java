package io.throughline.dashboard.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.backbone.json.Json;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.outcome.AdoptionRequested;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.AttemptCount;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.events.outcome.ExpiringSecret;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which integrations there are, what each announced, when each was heard of, and how it stands. */
@Component
class CatalogueStore {

    private static final String HEAR = """
            insert into integration (name, last_heard_at)
            select * from unnest(:names, :ats)
            on conflict (name) do update
            set last_heard_at = greatest(integration.last_heard_at, excluded.last_heard_at)
            """;

    private static final String ANNOUNCE = """
            update integration i
            set first_announced_at = coalesce(i.first_announced_at, :at), announced_at = :at, entry = :entry,
                events = :events, sla_lag = make_interval(secs => :lag)
            from (select name, events from integration where name = :name) before
            where i.name = before.name and (i.announced_at is null or i.announced_at <= :at)
            returning before.events <> i.events as owes_otherwise
            """;

    private static final String FORGET_UNLISTED = """
            delete from owed o using event e, integration i
            where i.name = :name and o.integration = i.name and e.orderref = o.orderref and e.orderseq = o.orderseq
                and not e.type = any (i.events)
            """;

    private static final String OWE_LISTED = """
            insert into owed (orderref, orderseq, integration, accepted_at, seen_at)
            select e.orderref, e.orderseq, i.name, e.accepted_at, greatest(e.accepted_at, i.first_announced_at)
            from integration i
            join event e on e.type = any (i.events) and e.accepted_at >= i.first_announced_at
            where i.name = :name and not exists (
                select from delivery d
                where d.orderref = e.orderref and d.orderseq = e.orderseq and d.integration = i.name
                    and d.first_finished_at is not null)
            on conflict (orderref, orderseq, integration) do nothing
            """;

    /** A heartbeat that comes twice is counted once. */
    private static final String BEAT = """
            with told as (
                select * from unnest(:integrations, :ats, :instances, :dues, :waitings, :helds, :parkeds,
                                     :oldest_open_ats, :breakers, :pauseds, :expiring_secrets, :expires_ats,
                                     :inspected_up_tos, :endeds, :faileds, :totals_ms, :slowests_ms)
                    as t (integration, at, instance, due, waiting, held, parked, oldest_open_at, breaker, paused,
                          expiring_secret, expires_at, inspected_up_to, ended, failed, total_ms, slowest_ms)
            ), heard as (
                insert into heartbeat (integration, at, instance, due, waiting, held, parked, oldest_open_at,
                                       breaker, paused, expiring_secret, expires_at, inspected_up_to)
                select integration, at, instance, due, waiting, held, parked, oldest_open_at,
                    breaker, paused, expiring_secret, expires_at, inspected_up_to
                from told
                on conflict (integration, at, instance) do nothing
                returning integration, at, instance
            ), news as (
                select distinct on (integration, at, instance) t.*
                from told t join heard h using (integration, at, instance)
            )
            insert into history_state as s (integration, span, at, due, waiting, held, parked, beats, open_beats,
                                            half_open_beats, paused_beats, ended, failed, total_ms, slowest_ms)
            select n.integration, p.span, date_trunc(p.span, n.at, 'UTC'), max(n.due), max(n.waiting), max(n.held),
                max(n.parked), count(*), count(*) filter (where n.breaker = 'open'),
                count(*) filter (where n.breaker = 'half-open'), count(*) filter (where n.paused),
                sum(n.ended), sum(n.failed), sum(n.total_ms), max(n.slowest_ms)
            from news n cross join (values ('minute'), ('hour')) p (span)
            group by n.integration, p.span, date_trunc(p.span, n.at, 'UTC')
            on conflict (span, integration, at) do update
            set due = greatest(s.due, excluded.due), waiting = greatest(s.waiting, excluded.waiting),
                held = greatest(s.held, excluded.held), parked = greatest(s.parked, excluded.parked),
                beats = s.beats + excluded.beats, open_beats = s.open_beats + excluded.open_beats,
                half_open_beats = s.half_open_beats + excluded.half_open_beats,
                paused_beats = s.paused_beats + excluded.paused_beats, ended = s.ended + excluded.ended,
                failed = s.failed + excluded.failed, total_ms = s.total_ms + excluded.total_ms,
                slowest_ms = greatest(s.slowest_ms, excluded.slowest_ms)
            """;

    private static final AttemptCount NONE = new AttemptCount(0, 0, 0, 0);

    private final JdbcClient jdbc;
    private final ReleaseRows releases;

    CatalogueStore(JdbcClient jdbc, ReleaseRows releases) {
        this.jdbc = jdbc;
        this.releases = releases;
    }

    /** An integration is known from its first message on, whatever it says. */
    void hear(List<OutcomeMessage> messages) {
        Map<String, Instant> newest = new HashMap<>();
        messages.forEach(message ->
                newest.merge(message.integration(), saidAt(message), (one, other) -> one.isAfter(other) ? one : other));
        List<Map.Entry<String, Instant>> rows =
                newest.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        jdbc.sql(HEAR)
                .param("names", Columns.of("text", rows, Map.Entry::getKey))
                .param("ats", Columns.of("timestamptz", rows, Map.Entry::getValue))
                .update();
    }

    private static Instant saidAt(OutcomeMessage message) {
        return switch (message) {
            case Heartbeat beat -> beat.at();
            case Announcement announcement -> announcement.at();
            case GapDetected gaps -> gaps.at();
            case AdoptionRequested question -> question.at();
            case EffectsAbsent absent -> absent.at();
            case CommandAnswers answers ->
                answers.answers().stream()
                        .map(CommandAnswer::at)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
            case OutcomeBatch batch ->
                batch.outcomes().stream()
                        .map(DeliveryOutcome::at)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
        };
    }

    /** Applied only when it is not older than what is known. */
    void announce(Announcement announcement) {
        releases.announce(announcement);
        CatalogueEntry entry = announcement.entry();
        boolean owesOtherwise = jdbc.sql(ANNOUNCE)
                .param("name", announcement.integration())
                .param("at", Columns.utc(announcement.at()))
                .param("entry", Json.mapper().writeValueAsBytes(entry))
                .param("events", Columns.of("text", entry.events(), event -> event))
                .param("lag", entry.sla().lag().toMillis() / 1000.0)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (owesOtherwise) {
            jdbc.sql(FORGET_UNLISTED).param("name", announcement.integration()).update();
            jdbc.sql(OWE_LISTED).param("name", announcement.integration()).update();
        }
    }

    /** How an integration stands, by its own account. */
    void beat(List<Heartbeat> beats) {
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
                .param("expiring_secrets", Columns.of("text", beats, ofSecret(ExpiringSecret::secret)))
                .param("expires_ats", Columns.of("timestamptz", beats, ofSecret(ExpiringSecret::expiresAt)))
                .param("inspected_up_tos", Columns.of("timestamptz", beats, Heartbeat::inspectedUpTo))
                .param("endeds", ofAttempts(beats, AttemptCount::ended))
                .param("faileds", ofAttempts(beats, AttemptCount::failed))
                .param("totals_ms", ofAttempts(beats, AttemptCount::totalMs))
                .param("slowests_ms", ofAttempts(beats, AttemptCount::slowestMs))
                .update();
    }

    /** The slowest of those that ended before is no news. */
    private static PgArray ofAttempts(List<Heartbeat> beats, Function<AttemptCount, Object> column) {
        return Columns.of("int8", beats, beat -> {
            AttemptCount attempts = beat.attempts();
            return column.apply(attempts == null || attempts.ended() == 0 ? NONE : attempts);
        });
    }

    private static Function<Heartbeat, @Nullable Object> ofSecret(Function<ExpiringSecret, Object> column) {
        return beat -> beat.expiring() == null ? null : column.apply(beat.expiring());
    }
}
