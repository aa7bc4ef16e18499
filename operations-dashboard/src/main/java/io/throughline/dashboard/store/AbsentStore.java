package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Parked.LastWish;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.events.command.Authority;
import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.EffectsAbsent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was reported as delivered and is not there: as it was told, and as people decided about it. */
@Component
public class AbsentStore {

    /** Told again it changes nothing; of a higher revision it is news, whatever was decided about the one before. */
    private static final String RECORD = """
            insert into absent_effect (integration, orderref, orderseq, revision, orderkey, type, reference,
                                       delivered_at, found_at)
            select distinct on (integration, orderref, orderseq) *
            from unnest(:integrations, :orderrefs, :orderseqs, :revisions, :orderkeys, :types, :references,
                        :delivered_ats, :found_ats)
                as told (integration, orderref, orderseq, revision, orderkey, type, reference, delivered_at, found_at)
            order by integration, orderref, orderseq, revision desc, found_at
            on conflict (integration, orderref, orderseq) do update
            set revision = excluded.revision, type = excluded.type, reference = excluded.reference,
                delivered_at = excluded.delivered_at, found_at = excluded.found_at,
                answered_at = null, set_aside_at = null, set_aside_by = null, set_aside_reason = null
            where absent_effect.revision < excluded.revision
            """;

    /** Whatever became of the delivery since, its report has a higher revision. */
    private static final String IS_ANSWERED = """
            exists (
                select from delivery d
                where d.orderref = a.orderref and d.orderseq = a.orderseq and d.integration = a.integration
                    and d.revision > a.revision)
            """;

    static final String IS_OPEN = "a.set_aside_at is null and a.answered_at is null and not " + IS_ANSWERED;

    private static final String SETTLE = """
            update absent_effect a set answered_at = :now
            where a.set_aside_at is null and a.answered_at is null and %s
            """.formatted(IS_ANSWERED);

    private static final String INSPECTIONS = """
            select i.name,
                (select count(*) from absent_effect a where a.integration = i.name and %s) as absent,
                (select max(h.inspected_up_to) from heartbeat h
                    where h.integration = i.name and h.inspected_up_to is not null) as inspected_up_to
            from integration i
            """.formatted(IS_OPEN);

    private static final String OPEN = """
            select a.*, e.display_number, ended.type as ended_by, w.kind as wish_kind, w.actor as wish_actor,
                w.at as wish_at
            from absent_effect a
            left join event e on e.orderref = a.orderref and e.orderseq = a.orderseq
            left join lateral (
                select l.type from event l
                where l.orderref = a.orderref and l.orderseq > a.orderseq and l.type = any (:endings)
                order by l.orderseq limit 1) ended on true
            left join lateral (
                select u.kind, u.actor, u.at from audit u
                where u.orderref = a.orderref and u.orderseq = a.orderseq and u.integration = a.integration
                    and u.at > a.found_at
                order by u.xid desc, u.position desc limit 1) w on true
            where (:integration::text is null or a.integration = :integration)
                and (:orderref::uuid is null or a.orderref = :orderref and a.orderseq = :orderseq::int) and %s
            order by a.found_at, a.orderref, a.orderseq, a.integration
            limit :limit
            """.formatted(IS_OPEN);

    private static final String SET_ASIDE = """
            with aside as (
                update absent_effect a
                set set_aside_at = :at, set_aside_by = :actor, set_aside_reason = :reason
                from unnest(:integrations, :orderrefs, :orderseqs, :revisions)
                    as chosen (integration, orderref, orderseq, revision)
                where a.integration = chosen.integration and a.orderref = chosen.orderref
                    and a.orderseq = chosen.orderseq and a.revision = chosen.revision and %s
                returning a.integration, a.orderref, a.orderseq, a.revision, a.orderkey
            )
            insert into absent_decision (integration, orderref, orderseq, revision, orderkey, at, actor, role, reason)
            select integration, orderref, orderseq, revision, orderkey, :at, :actor, :role, :reason from aside
            order by integration, orderref, orderseq
            """.formatted(IS_OPEN);

    private static final List<String> ENDINGS = List.of(OrderCancelled.TYPE.name(), OrderDeleted.TYPE.name());

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final DashboardProperties properties;
    private final Clock clock;

    AbsentStore(JdbcClient jdbc, LedgerLock lock, DashboardProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.properties = properties;
        this.clock = clock;
    }

    private record Told(EffectsAbsent by, AbsentEffect effect) {}

    /** Within the transaction that holds the lock. */
    void record(List<EffectsAbsent> messages) {
        List<Told> told = messages.stream()
                .flatMap(by -> by.effects().stream().map(effect -> new Told(by, effect)))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        List<AbsentEffect> effects = told.stream().map(Told::effect).toList();
        jdbc.sql(RECORD)
                .param("integrations", Columns.of("text", told, one -> one.by.integration()))
                .param("orderrefs", Columns.of("uuid", effects, AbsentEffect::orderRef))
                .param("orderseqs", Columns.of("int4", effects, AbsentEffect::sequence))
                .param("revisions", Columns.of("int4", effects, AbsentEffect::revision))
                .param("orderkeys", Columns.of("text", effects, AbsentEffect::orderKey))
                .param("types", Columns.of("text", effects, AbsentEffect::eventType))
                .param("references", Columns.of("text", effects, AbsentEffect::reference))
                .param("delivered_ats", Columns.of("timestamptz", effects, AbsentEffect::deliveredAt))
                .param("found_ats", Columns.of("timestamptz", told, one -> one.by.at()))
                .update();
    }

    /** Notes what was answered: from then on it costs nothing to know that it is not open. */
    void settle() {
        lock.locked(() ->
                jdbc.sql(SETTLE).param("now", Columns.utc(clock.instant())).update());
    }

    /** Of every integration that was ever heard of. */
    Map<String, Inspection> inspections(Instant now, Map<String, Pulse> pulses) {
        Instant due = now.minus(properties.inspectedWithin());
        Map<String, Inspection> inspections = new HashMap<>();
        jdbc.sql(INSPECTIONS).query((ResultSet row) -> {
            String name = row.getString("name");
            Instant upTo = Columns.instantOrNull(row, "inspected_up_to");
            inspections.put(name, Inspection.of(row.getLong("absent"), upTo, pulses.get(name), due));
        });
        return inspections;
    }

    /** Of all integrations, longest known first, as many as a list may have. */
    List<AbsentDelivery> open() {
        return read(new Wanted(null, null, null));
    }

    /** The same of one integration. */
    public List<AbsentDelivery> open(String integration) {
        return read(new Wanted(integration, null, null));
    }

    /** Absent when it is not known as absent, or not any more. */
    public Optional<AbsentDelivery> open(String integration, UUID orderRef, int sequence) {
        return read(new Wanted(integration, orderRef, sequence)).stream().findFirst();
    }

    /** What is not given does not restrict. */
    private record Wanted(
            @Nullable String integration,
            @Nullable UUID orderRef,
            @Nullable Integer sequence) {}

    /**
     * Nothing is to be done about them, and the audit log says why. What was answered meanwhile, or is told of anew, is
     * left out.
     *
     * @return how many it were
     */
    public int setAside(List<AbsentDelivery> chosen, Authority by) {
        return lock.locked(() -> jdbc.sql(SET_ASIDE)
                .param("integrations", Columns.of("text", chosen, AbsentDelivery::integration))
                .param("orderrefs", Columns.of("uuid", chosen, AbsentDelivery::orderRef))
                .param("orderseqs", Columns.of("int4", chosen, AbsentDelivery::sequence))
                .param("revisions", Columns.of("int4", chosen, AbsentDelivery::revision))
                .param("at", Columns.utc(clock.instant()))
                .param("actor", by.actor())
                .param("role", by.role())
                .param("reason", by.reason())
                .update());
    }

    private List<AbsentDelivery> read(Wanted wanted) {
        return jdbc.sql(OPEN)
                .param("integration", wanted.integration)
                .param("orderref", wanted.orderRef)
                .param("orderseq", wanted.sequence)
                .param("endings", Columns.of("text", ENDINGS, type -> type))
                .param("limit", properties.maxRows())
                .query((row, index) -> absent(row))
                .list();
    }

    private static AbsentDelivery absent(ResultSet row) throws SQLException {
        return new AbsentDelivery(
                row.getString("integration"),
                row.getObject("orderref", UUID.class),
                row.getString("orderkey"),
                row.getString("display_number"),
                row.getInt("orderseq"),
                row.getInt("revision"),
                row.getString("type"),
                row.getString("reference"),
                Columns.instant(row, "delivered_at"),
                Columns.instant(row, "found_at"),
                row.getString("ended_by"),
                lastWish(row));
    }

    private static @Nullable LastWish lastWish(ResultSet row) throws SQLException {
        String kind = row.getString("wish_kind");
        return kind == null ? null : new LastWish(kind, row.getString("wish_actor"), Columns.instant(row, "wish_at"));
    }
}
