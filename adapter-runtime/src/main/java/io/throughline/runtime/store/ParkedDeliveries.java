package io.throughline.runtime.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.events.command.Command;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets parked deliveries be tried again. Every statement is part of the caller's transaction. */
public final class ParkedDeliveries {

    private static final int MAX_BODY = 16 * 1024 * 1024;

    private static final String STANDING = """
            select coalesce(
                (select case when d.discard_actor is not null then 'DISCARDING'
                             when d.parked_at is not null then 'PARKED' else 'OPEN' end
                 from delivery d where d.orderref = :orderref and d.orderseq = :orderseq),
                (select 'FINISHED' from order_position p where p.orderref = :orderref and p.finished >= :orderseq),
                'UNKNOWN')
            """;

    private static final String RETRY = """
            update delivery d
            set parked_at = null, tried_ms = 0,
                due_at = case when reopened or orderseq = 1 + coalesce(
                    (select p.finished from order_position p where p.orderref = d.orderref), 0)
                    then :now else 'infinity'::timestamptz end
            where orderref = :orderref and orderseq = :orderseq and parked_at is not null and discard_actor is null
            """;

    private static final String VERSION = """
            select version, body from delivery
            where orderref = :orderref and orderseq = :orderseq and parked_at is not null and discard_actor is null
            for update
            """;

    private static final String EDIT = """
            with kept as (
                insert into delivery_version (orderref, orderseq, version, body, replaced_by, actor, replaced_at)
                select orderref, orderseq, version, body, :command, :actor, :now
                from delivery where orderref = :orderref and orderseq = :orderseq and version = :expected
                returning version
            )
            update delivery d set body = :body, version = d.version + 1, finished_steps = ''
            from kept k
            where d.orderref = :orderref and d.orderseq = :orderseq and d.version = k.version
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ParkedDeliveries(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.clock = clock;
    }

    /**
     * What a parked delivery is tried with.
     *
     * @param number 1 for the event as it was published
     * @param body the CloudEvents document
     */
    public record Version(int number, byte[] body) {}

    public Standing standing(DeliveryId id) {
        return Standing.valueOf(at(id, STANDING).query(String.class).single());
    }

    /** Makes the delivery due again; false when it is not parked. */
    public boolean retry(DeliveryId id) {
        return at(id, RETRY).param("now", now()).update() == 1;
    }

    /** Locked until the transaction ends; absent when it is not parked. */
    public Optional<Version> version(DeliveryId id) {
        return at(id, VERSION)
                .query((row, index) ->
                        new Version(row.getInt("version"), Deflated.inflate(row.getBytes("body"), MAX_BODY)))
                .optional();
    }

    /** Replaces the version that was expected, which is kept; false when it is another by now. */
    public boolean edit(DeliveryId id, int expected, byte[] body, Command command) {
        return at(id, EDIT)
                        .param("expected", expected)
                        .param("body", Deflated.deflate(body))
                        .param("command", command.commandId())
                        .param("actor", command.by().actor())
                        .param("now", now())
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec at(DeliveryId id, String sql) {
        return jdbc.sql(sql).param("orderref", id.orderRef()).param("orderseq", id.sequence());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
