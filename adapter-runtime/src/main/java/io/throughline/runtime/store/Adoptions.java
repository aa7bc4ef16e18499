package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.Beginning;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code adoption}, and what becomes of events that it leaves out. */
public final class Adoptions {

    private static final String FIND = """
            select point, beginning, backfilling from adoption
            """;

    private static final String ADOPT = """
            insert into adoption (point, beginning, backfilling) values (:point, :beginning, :backfilling)
            on conflict (only_one) do update set backfilling = excluded.backfilling
            """;

    /** An order of which something was wanted here since is ours, whatever it was before. */
    private static final String LEAVE_OUT = """
            with older as (
                select * from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :types, :accepted_ats)
                    as o (orderref, orderseq, event_id, orderkey, type, accepted_at)
            ), strange as (
                select o.* from older o
                where not exists (select from order_position p where p.orderref = o.orderref)
                  and not exists (select from delivery d where d.orderref = o.orderref)
            ), reported as (
                insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                     attempts, failed_attempts, accepted_at, at)
                select orderref, orderseq, event_id, orderkey, type, 1, 'ignored', 'before-adoption', '',
                       0, 0, accepted_at, :now
                from strange
            )
            select event_id from strange
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Adoptions(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /** Empty until ingest has answered. */
    public Optional<Adoption> find() {
        return jdbc.sql(FIND)
                .query((row, index) -> new Adoption(
                        row.getObject("point", UUID.class),
                        Beginning.of(row.getString("beginning")),
                        row.getBoolean("backfilling")))
                .optional();
    }

    /** The point stands once it is given; only whether events from before it are still coming changes. */
    public void adopt(AdoptIntegration command) {
        jdbc.sql(ADOPT)
                .param("point", command.point())
                .param("beginning", command.beginning().word())
                .param("backfilling", command.backfilling())
                .update();
    }

    /** Reports as ignored those whose order is not known here; the ids of these events. */
    public Set<UUID> leaveOut(Collection<NewDelivery> older) {
        return new HashSet<>(jdbc.sql(LEAVE_OUT)
                .param("orderrefs", PgArray.of("uuid", column(older, NewDelivery::orderRef)))
                .param("orderseqs", PgArray.of("int4", column(older, NewDelivery::sequence)))
                .param("event_ids", PgArray.of("uuid", column(older, NewDelivery::eventId)))
                .param("orderkeys", PgArray.of("text", column(older, NewDelivery::orderKey)))
                .param("types", PgArray.of("text", column(older, NewDelivery::type)))
                .param("accepted_ats", PgArray.of("timestamptz", column(older, NewDelivery::acceptedAt)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> row.getObject("event_id", UUID.class))
                .list());
    }

    private static <T> List<T> column(Collection<NewDelivery> rows, Function<NewDelivery, T> component) {
        return rows.stream().map(component).toList();
    }
}
