package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.AuditCheck;
import io.throughline.dashboard.ledger.AuditCheck.Break;
import io.throughline.dashboard.ledger.AuditWalk;
import io.throughline.dashboard.ledger.AuditWalk.Entry;
import io.throughline.dashboard.ledger.AuditWalk.Head;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole audit log, a bounded piece at a time, and computes its hashes anew: here and not by a function of the
 * database, which whoever rewrites a table could rewrite as well.
 */
@Component
class AuditChain {

    private static final List<String> TABLES = List.of(
            "audit",
            "failure_decision",
            "disclosure",
            "maintenance",
            "baseline",
            "handover",
            "approval",
            "approval_decision",
            "absent_decision",
            "person");

    private static final String HEAD = """
            select start_number, start_hash, started_at, number, hash from audit_chain
            """;

    /** As when it was written: instants read the same in every zone. */
    private static final String AS_WRITTEN = """
            select set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)
            """;

    private static final String ENTRIES = ofEachTable("""
            select link, '%1$s' as source, at,
                jsonb_strip_nulls(to_jsonb(t) - 'link' - 'link_hash')::text as content, link_hash
            from %1$s t where link > :after and link <= :until
            """) + " order by link, source";

    /** Numbers that the chain never gave, or no longer has; read with its head, for entries are written meanwhile. */
    private static final String OUTSIDE = ofEachTable("""
            select link, '%1$s' as source, at from %1$s
            where link <= (select start_number from audit_chain) or link > (select number from audit_chain)
            """) + " order by link, source limit 1";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditProperties properties;
    private final Clock clock;

    AuditChain(JdbcClient jdbc, PlatformTransactionManager transactions, AuditProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.properties = properties;
        this.clock = clock;
    }

    /** All that was committed when it began. */
    AuditCheck check() {
        Head head = jdbc.sql(HEAD).query((row, index) -> head(row)).single();
        AuditWalk walk = new AuditWalk(head);
        Optional<Break> broken = walk(walk, head).or(this::outside);
        return walk.result(clock.instant(), broken);
    }

    private Optional<Break> walk(AuditWalk walk, Head head) {
        for (long after = head.start(); after < head.number(); after += properties.atOnce()) {
            for (Entry entry : entries(after, Math.min(head.number(), after + properties.atOnce()))) {
                Optional<Break> broken = walk.next(entry);
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return walk.end();
    }

    private List<Entry> entries(long after, long until) {
        return transaction.execute(status -> {
            jdbc.sql(AS_WRITTEN).query((row, index) -> true).single();
            return jdbc.sql(ENTRIES)
                    .param("after", after)
                    .param("until", until)
                    .query((row, index) -> new Entry(
                            row.getLong("link"),
                            row.getString("source"),
                            Columns.instant(row, "at"),
                            row.getString("content"),
                            row.getBytes("link_hash")))
                    .list();
        });
    }

    private Optional<Break> outside() {
        return jdbc.sql(OUTSIDE)
                .query((row, index) -> new Break(
                        row.getLong("link"),
                        row.getString("source"),
                        Columns.instant(row, "at"),
                        "The log never gave this number, or has it no longer."))
                .optional();
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getLong("start_number"),
                row.getBytes("start_hash"),
                Columns.instant(row, "started_at"),
                row.getLong("number"),
                row.getBytes("hash"));
    }

    /** Of all tables in which the log is written. */
    static String ofEachTable(String select) {
        return TABLES.stream().map(select::formatted).collect(Collectors.joining(" union all "));
    }
}
