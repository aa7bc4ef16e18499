package io.throughline.dashboard.store;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets one batch at a time change the ledger, in all instances. Two accounts meet in table {@code owed}: without this,
 * an event and its outcome that arrive together would not see each other, and the event would be owed for ever.
 */
@Component
class LedgerLock {

    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('throughline.ledger', 0))
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    LedgerLock(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    <T> T locked(Supplier<T> change) {
        return transaction.execute(status -> {
            jdbc.sql(LOCK).query((row, index) -> true).single();
            return change.get();
        });
    }
}
