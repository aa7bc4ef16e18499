package io.throughline.dashboard.store;

import io.throughline.backbone.database.LogRelay;
import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.Command;
import io.throughline.events.command.DeliveryCommand;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasePerson;
import io.throughline.events.command.LiftDiscard;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ReplayEvents;
import io.throughline.events.command.ReprocessWebhooks;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.SteerSet;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes commands down; once committed, each reaches its integration, however long the broker is away. */
@Component
public class CommandStore {

    private static final String APPEND = """
            with audited as (
                insert into audit (command_id, at, actor, role, kind, integration, orderref, orderseq, reason)
                values (:command_id, :at, :actor, :role, :kind, :integration, :orderref, :orderseq, :reason)
                returning command_id, at
            )
            insert into command_document (command_id, body, written_at)
            select command_id, :body, at from audited
            """;

    private static final String NEXT_REVISION = """
            select nextval('command_revision')
            """;

    private static final String KNOWS = """
            select exists (select from integration where name = :integration)
            """;

    private static final String KNOWS_ORDER = """
            select exists (select from order_head where orderkey = :orderkey)
            """;

    private static final String HAS_REPORTED = """
            select exists (
                select from delivery
                where orderref = :orderref and orderseq = :orderseq and integration = :integration)
            """;

    private static final String ORDER_KEY = """
            select orderkey from delivery where orderref = :orderref and integration = :integration limit 1
            """;

    private final JdbcClient jdbc;
    private final LogRelay<Command> relay;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CommandStore(JdbcClient jdbc, LogRelay<Command> relay, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.relay = relay;
        this.clock = clock;
    }

    public void append(Command command) {
        append(List.of(command));
    }

    /** All of them, or none. */
    public void append(List<Command> all) {
        transaction.executeWithoutResult(status -> all.forEach(this::write));
        signal();
    }

    /** Once what was written is committed: otherwise it is sent with the next sweep. */
    void signal() {
        relay.signal();
    }

    /** In the transaction that runs. */
    void write(Command command) {
        jdbc.sql(APPEND)
                .param("command_id", command.commandId())
                .param("at", Columns.utc(clock.instant()))
                .param("actor", command.by().actor())
                .param("role", command.by().role())
                .param("reason", command.by().reason())
                .param("kind", command.kind())
                .param("integration", command.integration())
                .param("orderref", orderRef(command))
                .param("orderseq", sequence(command))
                .param("body", AuditLog.written(command))
                .update();
    }

    /** Higher than that of every command given before. */
    public long nextRevision() {
        return jdbc.sql(NEXT_REVISION).query(Long.class).single();
    }

    /** Whether an integration of this name was ever heard. */
    public boolean knows(String integration) {
        return jdbc.sql(KNOWS)
                .param("integration", integration)
                .query(Boolean.class)
                .single();
    }

    /** Whether an event of the order was seen. */
    public boolean knowsOrder(String orderKey) {
        return jdbc.sql(KNOWS_ORDER)
                .param("orderkey", orderKey)
                .query(Boolean.class)
                .single();
    }

    /** Whether the integration told of this delivery, finished or parked. */
    public boolean hasReported(String integration, UUID orderRef, int sequence) {
        return jdbc.sql(HAS_REPORTED)
                .param("integration", integration)
                .param("orderref", orderRef)
                .param("orderseq", sequence)
                .query(Boolean.class)
                .single();
    }

    /** Of an order that the integration told of. */
    public String orderKey(String integration, UUID orderRef) {
        return jdbc.sql(ORDER_KEY)
                .param("integration", integration)
                .param("orderref", orderRef)
                .query(String.class)
                .optional()
                .orElse("");
    }

    static @Nullable UUID orderRef(Command command) {
        return switch (command) {
            case DeliveryCommand one -> one.orderRef();
            case DiscardOrder discard -> discard.orderRef();
            case LiftDiscard lift -> lift.orderRef();
            case SteerSet steer -> null;
            case PauseDeliveries pause -> null;
            case ResumeDeliveries resume -> null;
            case RetrySet set -> null;
            case ReplayEvents replay -> null;
            case AdoptIntegration adopt -> null;
            case ErasePerson person -> null;
            case EraseOrders erase -> null;
            case ReprocessWebhooks again -> null;
        };
    }

    static @Nullable Integer sequence(Command command) {
        return switch (command) {
            case DeliveryCommand one -> one.sequence();
            case DiscardOrder discard -> discard.fromSequence();
            case LiftDiscard lift -> null;
            case SteerSet steer -> null;
            case PauseDeliveries pause -> null;
            case ResumeDeliveries resume -> null;
            case RetrySet set -> null;
            case ReplayEvents replay -> null;
            case AdoptIntegration adopt -> null;
            case ErasePerson person -> null;
            case EraseOrders erase -> null;
            case ReprocessWebhooks again -> null;
        };
    }
}
