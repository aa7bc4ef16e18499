package io.throughline.dashboard.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets one of all instances look at the conditions at a time, and none of them sooner than it is due. */
@Component
public class AlertTurn {

    /** Who finds the row locked leaves it to the other. */
    private static final String CLAIM = """
            select coalesce(looked_at, '-infinity') <= :due as due, looked_at from alert_watch for update skip locked
            """;

    private static final String LOOKED = """
            update alert_watch set looked_at = :now
            """;

    private static final String LOOKED_AT = """
            select looked_at from alert_watch
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    AlertTurn(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Does the work in a transaction, unless another instance is at it or did it already.
     *
     * @param every how long after the last look the next is due
     * @param work is told when somebody looked last; absent when nobody ever did
     */
    public void take(Instant now, Duration every, Consumer<Optional<Instant>> work) {
        transaction.executeWithoutResult(status -> jdbc.sql(CLAIM)
                .param("due", Columns.utc(now.minus(every)))
                .query((row, index) -> row.getBoolean("due")
                        ? Optional.of(Optional.ofNullable(Columns.instantOrNull(row, "looked_at")))
                        : Optional.<Optional<Instant>>empty())
                .optional()
                .flatMap(due -> due)
                .ifPresent(last -> {
                    work.accept(last);
                    jdbc.sql(LOOKED).param("now", Columns.utc(now)).update();
                }));
    }

    /** Absent before the first look. */
    public Optional<Instant> lookedAt() {
        return jdbc.sql(LOOKED_AT)
                .query((row, index) -> Optional.ofNullable(Columns.instantOrNull(row, "looked_at")))
                .single();
    }
}
