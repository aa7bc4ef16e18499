package io.throughline.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.dashboard.MovableClock;
import io.throughline.dashboard.ledger.AuditCheck;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody changes behind the application's back is named, among entries 1 to 12 of three tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditChainIT {

    private final DatabaseFixture database = new DatabaseFixture();
    private final JdbcClient jdbc = database.jdbc();
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    private final AuditChain chain = chain(database);

    @BeforeAll
    void twelveEntriesOfWhichSixAreFromBeforeThereWasAChain() {
        migrate(database, "20261126.69");
        write(jdbc, 1);
        write(jdbc, 2);
        migrate(database, "latest");
        write(jdbc, 3);
        write(jdbc, 4);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private static AuditChain chain(DatabaseFixture database) {
        return new AuditChain(
                database.jdbc(),
                new JdbcTransactionManager(database.dataSource()),
                new AuditProperties(Duration.ofMinutes(10), 5),
                new MovableClock(LedgerFixture.NOW));
    }

    private static void migrate(DatabaseFixture database, String target) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .target(MigrationVersion.fromVersion(target))
                .load()
                .migrate();
    }

    /** What is found after a deed that is taken back afterwards. */
    private AuditCheck after(String deed) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(deed).update();
            status.setRollbackOnly();
            return chain.check();
        }));
    }

    /** Three entries at one instant; the last of them with amounts and without an order. */
    private static void write(JdbcClient jdbc, int number) {
        jdbc.sql("""
                        insert into audit (command_id, at, actor, role, kind, integration, reason)
                        values (gen_random_uuid(), :at, 'second-shift', 'operator', 'retry-set', 'finance-adapter', 'größer "2"')
                        """).param("at", at(number)).update();
        jdbc.sql("""
                        insert into baseline (integration, measure, currency, value, source, at, actor, role)
                        values ('', 'human-minutes', '', 412.50, 'guessed', :at, 'second-shift', 'operator')
                        """).param("at", at(number)).update();
        jdbc.sql("insert into handover (at, actor, role, since) values (:at, 'second-shift', 'operator', :at)")
                .param("at", at(number))
                .update();
    }

    private static Object at(int number) {
        return Columns.utc(LedgerFixture.NOW.plusSeconds(number));
    }

    @Test
    void anUntouchedLogIsUnbrokenFromTheFirstEntryOnAlsoOfEarlierReleases() {
        AuditCheck check = chain.check();

        assertThat(check.broken()).isNull();
        assertThat(check.entries()).isEqualTo(12);
        assertThat(check.since()).isEqualTo(LedgerFixture.NOW.plusSeconds(1));
        assertThat(check.hash())
                .isEqualTo(jdbc.sql("select encode(link_hash, 'hex') from handover where link = 12")
                        .query(String.class)
                        .single());
    }

    @Test
    void everyTableThatIsChainedIsVerified() {
        assertThat(AuditChain.ofEachTable("%s").split(" union all "))
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.sql("select tgrelid::regclass::text from pg_trigger where tgfoid = 'chain_audit'::regproc")
                                .query(String.class)
                                .list());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | audit | audit | update audit set actor = 'nobody' where link = 4",
                "4 | audit | audit | update audit set at = at + interval '1 microsecond' where link = 4",
                "8 | baseline | baseline | update baseline set value = 412.5 where link = 8",
                "11 | baseline | baseline | update baseline set link_hash = sha256('x') where link = 11",
                "12 | handover | handover | update handover set actor = 'nobody' where link = 12",
                "1 | | audit | delete from audit where link = 1",
                "6 | | handover | delete from handover where link = 6",
                "12 | | handover | delete from handover where link = 12",
                "7 | | audit | update audit set link = link + 1 where link = 7",
                "1 | audit | audit | alter table audit drop constraint audit_link_uq;"
                        + " update audit set link = 5 - link where link in (1, 4)",
                "7 | handover | handover | insert into handover (at, actor, role, since, link, link_hash)"
                        + " select at, actor, role, since, 7, link_hash from handover where link = 6",
                "13 | handover | handover | insert into handover (at, actor, role, since, link, link_hash)"
                        + " select at, actor, role, since, 13, link_hash from handover where link = 12",
                "-1 | handover | handover | insert into handover (at, actor, role, since, link, link_hash)"
                        + " select at, actor, role, since, -1, link_hash from handover where link = 6",
            })
    void whatWasDoneBehindItsBackIsNamed(long number, @Nullable String named, String touched, String deed) {
        var broken = Objects.requireNonNull(after("alter table %s disable trigger user; %s".formatted(touched, deed))
                .broken());

        assertThat(broken.number()).isEqualTo(number);
        assertThat(broken.table()).isEqualTo(named);
    }

    @Test
    void aLogWithoutItsHeadIsUnbrokenFromARecordedStart() {
        AuditCheck check = after("""
                alter table audit disable trigger user; alter table baseline disable trigger user;
                update audit_chain set start_number = 2, started_at = '2026-11-23T10:00:01Z',
                    start_hash = (select link_hash from baseline where link = 2);
                delete from audit where link = 1; delete from baseline where link = 2
                """);

        assertThat(check.broken()).isNull();
        assertThat(check.entries()).isEqualTo(10);
    }

    @Test
    void prometheusIsToldOfABreakUntilTheEntryIsBackAsItWas() {
        var meters = new SimpleMeterRegistry();
        var watch = new AuditWatch(chain, meters);
        Supplier<Double> broken =
                () -> meters.get("throughline.audit.broken").gauge().value();
        watch.check();
        assertThat(broken.get()).isZero();

        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table audit disable trigger user").update();
            jdbc.sql("create temp table kept on commit drop as select * from audit where link = 4")
                    .update();
            jdbc.sql("delete from audit where link = 4").update();
            watch.check();
            assertThat(broken.get()).isOne();
            jdbc.sql("insert into audit overriding system value select * from kept")
                    .update();
            watch.check();
            assertThat(broken.get()).isZero();
            status.setRollbackOnly();
        });
    }

    @Test
    void manyWhoWriteAtOnceAndSomeWhoTakeItBackMakeOneChain() throws Exception {
        try (var other = new DatabaseFixture(LedgerFixture.TABLES);
                var people = Executors.newFixedThreadPool(8)) {
            var transactions = new TransactionTemplate(new JdbcTransactionManager(other.dataSource()));
            List<? extends Future<?>> written = IntStream.range(0, 40)
                    .mapToObj(number -> people.submit(() -> transactions.executeWithoutResult(status -> {
                        write(other.jdbc(), number);
                        if (number % 4 == 0) {
                            status.setRollbackOnly();
                        }
                    })))
                    .toList();
            for (Future<?> one : written) {
                one.get();
            }
            AuditCheck check = chain(other).check();

            assertThat(check.broken()).isNull();
            assertThat(check.entries()).isEqualTo(90);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "failure_decision", "disclosure", "maintenance", "baseline", "handover", "person"})
    void noTableOfTheLogCanBeChanged(String table) {
        for (String change : List.of("delete from ", "truncate ")) {
            assertThatThrownBy(() -> jdbc.sql(change + table).update()).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() ->
                        jdbc.sql("update " + table + " set actor = 'nobody'").update())
                .hasMessageContaining("append-only");
    }
}
