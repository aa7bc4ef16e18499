package io.throughline.dashboard.store;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Approval.Verdict;
import io.throughline.dashboard.ledger.FieldChange;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps wishes until a second person agrees, and then sends exactly what was kept; one at a time in all instances. */
@Component
public class ApprovalDesk {

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('throughline.approval', 0))
            """;

    private static final String DISCARDED = """
            select count(*) from audit
            where actor = :actor and at > :since and kind in ('discard-delivery', 'discard-order')
            """;

    private static final String ASK = """
            with asked as (
                insert into approval (approval_id, at, expires_at, actor, role, kind, integration, orderref, orderseq,
                                      deliveries, reason, grounds, changes, digest)
                values (:id, :at, :expires_at, :actor, :role, :kind, :integration, :orderref, :orderseq, :deliveries,
                        :reason, :grounds, :changes, :digest)
                returning approval_id
            )
            insert into approval_document (approval_id, body) select approval_id, :body from asked
            """;

    private static final String DECIDE = """
            insert into approval_decision (approval_id, at, actor, role, verdict, reason)
            select approval_id, :now, :actor, :role, :verdict, :reason from approval
            where approval_id = :id and expires_at > :now
            on conflict do nothing
            """;

    private static final String TAKE = """
            delete from approval_document d using approval a
            where a.approval_id = d.approval_id and d.approval_id = :id
            returning d.body, a.digest
            """;

    private static final String BODY = """
            select body from approval_document where approval_id = :id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApprovalStore waiting;
    private final CommandStore commands;
    private final Clock clock;

    ApprovalDesk(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApprovalStore waiting,
            CommandStore commands,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.waiting = waiting;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Why a second person is needed.
     *
     * @param changes what an edit changes, personal data masked
     */
    public record Grounds(String why, List<FieldChange> changes) {}

    /** How many discards one person may give within a time by himself. */
    public record Allowance(int discards, Duration within) {}

    /** How many wishes may wait, and for how long. */
    public record Patience(int wishes, Duration expires) {}

    /** Sends discards of one person unless they come to too many with what he discarded before; says whether it did. */
    public boolean sendWithin(Allowance allowance, List<Command> discards) {
        boolean sent = locked(() -> {
            long before = jdbc.sql(DISCARDED)
                    .param("actor", discards.getFirst().by().actor())
                    .param("since", Columns.utc(clock.instant().minus(allowance.within)))
                    .query(Long.class)
                    .single();
            boolean few = before + discards.size() <= allowance.discards;
            if (few) {
                discards.forEach(commands::write);
            }
            return few;
        });
        commands.signal();
        return sent;
    }

    /** Keeps a wish; false when too many wait already. */
    public boolean ask(List<Command> wish, Grounds grounds, Patience patience) {
        return locked(() -> {
            boolean room = waiting.count() < patience.wishes;
            if (room) {
                keep(wish, grounds, patience.expires);
            }
            return room;
        });
    }

    private void keep(List<Command> wish, Grounds grounds, Duration expires) {
        Command first = wish.getFirst();
        Instant now = clock.instant();
        byte[] body = Json.mapper().writerFor(Command[].class).writeValueAsBytes(wish.toArray(Command[]::new));
        jdbc.sql(ASK)
                .param("id", first.commandId())
                .param("at", Columns.utc(now))
                .param("expires_at", Columns.utc(now.plus(expires)))
                .param("actor", first.by().actor())
                .param("role", first.by().role())
                .param("kind", first.kind())
                .param("integration", first.integration())
                .param("orderref", wish.size() == 1 ? CommandStore.orderRef(first) : null)
                .param("orderseq", wish.size() == 1 ? CommandStore.sequence(first) : null)
                .param("deliveries", wish.size())
                .param("reason", first.by().reason())
                .param("grounds", grounds.why)
                .param(
                        "changes",
                        grounds.changes.isEmpty() ? null : Json.mapper().writeValueAsString(grounds.changes))
                .param("digest", sha256(body))
                .param("body", body)
                .update();
    }

    /** The commands of a wish that waits; absent when their content was erased. */
    public Optional<List<Command>> wish(UUID id) {
        return jdbc.sql(BODY)
                .param("id", id)
                .query((row, index) -> commands(row.getBytes("body")))
                .optional();
    }

    /**
     * Writes down a decision about a wish that waits, and sends what was approved: the commands that were kept.
     *
     * @return false when it does not wait any more, or what was asked for is not there as it was
     */
    public boolean decide(UUID id, Verdict verdict, Authority by) {
        boolean decided = locked(() -> write(id, verdict, by) && carryOut(id, verdict));
        commands.signal();
        return decided;
    }

    /** The content is needed no longer, whatever was decided. */
    private boolean carryOut(UUID id, Verdict verdict) {
        Optional<Kept> kept = take(id);
        if (verdict != Verdict.APPROVED) {
            return true;
        }
        boolean whole = kept.filter(Kept::isAsAsked).isPresent();
        if (whole) {
            commands(kept.orElseThrow().body).forEach(commands::write);
        }
        return whole;
    }

    /** False when it was decided before; taken back then, for the audit log's chain gave the row a number. */
    private boolean write(UUID id, Verdict verdict, Authority by) {
        return jdbc.sql(DECIDE)
                        .param("id", id)
                        .param("now", Columns.utc(clock.instant()))
                        .param("actor", by.actor())
                        .param("role", by.role())
                        .param("verdict", verdict.word())
                        .param("reason", by.reason())
                        .update()
                == 1;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Kept(byte[] body, byte[] digest) {

        boolean isAsAsked() {
            return MessageDigest.isEqual(sha256(body), digest);
        }
    }

    private Optional<Kept> take(UUID id) {
        return jdbc.sql(TAKE)
                .param("id", id)
                .query((row, index) -> new Kept(row.getBytes("body"), row.getBytes("digest")))
                .optional();
    }

    /** What was written is taken back when the change says that it did not come about. */
    private boolean locked(BooleanSupplier change) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql(LOCK).query((row, index) -> true).single();
            boolean done = change.getAsBoolean();
            if (!done) {
                status.setRollbackOnly();
            }
            return done;
        }));
    }

    private static List<Command> commands(byte[] body) {
        return List.of(Json.mapper().readValue(body, Command[].class));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
