package io.throughline.dashboard.store;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps which person each name of the audit log is: a person has one name, and a name is of one person, for ever. */
@Component
public class PersonStore {

    private static final String NAME = """
            select actor from person where issuer = :issuer and subject = :subject
            """;

    /** Whoever writes to the audit log holds its head until he commits: so does whoever looks for a free name. */
    private static final String ALONE = """
            select number from audit_chain for update
            """;

    /** Also by whom somebody acted before there were persons, with an account of this dashboard. */
    private static final String IS_TAKEN =
            "select exists (" + AuditChain.ofEachTable("select 1 from %1$s where lower(actor) = lower(:actor)") + ")";

    private static final String ENTER = """
            insert into person (at, issuer, subject, actor, role) values (:at, :issuer, :subject, :actor, :role)
            """;

    /** As many people of one name are more than there will be. */
    private static final int NAMESAKES = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PersonStore(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Who comes.
     *
     * @param subject by which the issuer knows this person and nobody else, whatever he is called
     * @param name what he is called today
     * @param role with which he comes
     */
    public record Newcomer(String issuer, String subject, String name, String role) {}

    /**
     * By which this person acts: what he was called when he came first, with a number where that was somebody else's.
     *
     * @param reserved names that nobody gets, whatever the case
     */
    public String nameOf(Newcomer who, Set<String> reserved) {
        return known(who)
                .orElseGet(() -> transaction.execute(status -> {
                    jdbc.sql(ALONE).query(Long.class).single();
                    return known(who).orElseGet(() -> entered(who, reserved));
                }));
    }

    private Optional<String> known(Newcomer who) {
        return jdbc.sql(NAME)
                .param("issuer", who.issuer)
                .param("subject", who.subject)
                .query(String.class)
                .optional();
    }

    private String entered(Newcomer who, Set<String> reserved) {
        String actor = IntStream.rangeClosed(1, NAMESAKES)
                .mapToObj(number -> number == 1 ? who.name : who.name + " (" + number + ")")
                .filter(name -> reserved.stream().noneMatch(name::equalsIgnoreCase))
                .filter(name -> !isTaken(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Too many people are called " + who.name));
        jdbc.sql(ENTER)
                .param("at", Columns.utc(clock.instant()))
                .param("issuer", who.issuer)
                .param("subject", who.subject)
                .param("actor", actor)
                .param("role", who.role)
                .update();
        return actor;
    }

    private boolean isTaken(String actor) {
        return jdbc.sql(IS_TAKEN).param("actor", actor).query(Boolean.class).single();
    }
}
