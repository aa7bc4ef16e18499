package io.throughline.dashboard.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.backbone.testing.DatabaseTemplate;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.MovableClock;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.LedgerStore.Snapshot;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The stores on a migrated database of their own. */
public final class LedgerFixture implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static final DashboardProperties PROPERTIES = new DashboardProperties(
            "operator",
            Path.of("unused"),
            Duration.ofSeconds(40),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ZERO,
            100,
            Duration.ofHours(1),
            Duration.ofDays(90),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            1000);

    static final ResultProperties RESULTS = new ResultProperties(
            Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofMinutes(1));

    public static final DatabaseTemplate TABLES = DatabaseTemplate.ofService();

    private final DatabaseFixture database = new DatabaseFixture(TABLES);
    public final MovableClock clock = new MovableClock(NOW);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final JdbcClient jdbc;
    final EventStore events;
    public final PublishLedger published;
    final OutcomeStore outcomes;
    final LedgerStore ledger;
    final HistoryStore history;
    final ChronicleStore chronicles;
    final OrderStore orders;
    final SearchIndex index;
    final SearchStore search;
    final ParkedStore parked;
    final FailureStore failures;
    final DeadLetterStore deadLetters;
    final LedgerMeters meters;
    final ReceiveMeters receiveMeters;
    final EffectMeters effectMeters;
    final AbsentStore absent;
    final ErasureStore erasures;
    final Retention retention;
    public final AlertSigns signs;
    public final AlertStore alerts;
    public final AlertTurn turn;
    final MonthCount months;
    public final NoticeStore notices;
    public final MaintenanceStore maintenance;

    public LedgerFixture() {
        jdbc = database.jdbc();
        var transactions = new JdbcTransactionManager(database.dataSource());
        var lock = new LedgerLock(jdbc, transactions);
        var told = new ToldRows(jdbc, PROPERTIES);
        absent = new AbsentStore(jdbc, lock, PROPERTIES, clock);
        var owed = new OwedRows(jdbc, lock, new ReceptionRows(jdbc, told), new ActRows(told), absent);
        published = new PublishLedger(jdbc, lock, clock);
        var hash = new EmailHash(new SearchProperties("a key for tests only"));
        index = new SearchIndex(jdbc, hash, clock);
        search = new SearchStore(jdbc, hash, PROPERTIES);
        events = new EventStore(jdbc, lock, published, index, clock);
        outcomes = new OutcomeStore(
                lock,
                new CatalogueStore(jdbc, new ReleaseRows(jdbc)),
                new AnswerStore(jdbc),
                new ReportRows(jdbc),
                absent);
        history = new HistoryStore(jdbc, clock);
        chronicles = new ChronicleStore(jdbc, clock);
        ledger = new LedgerStore(
                new IntegrationRows(jdbc), new FigureRows(jdbc), owed, PROPERTIES, new Snapshot(clock, transactions));
        effectMeters = new EffectMeters(registry, ledger, absent);
        receiveMeters = new ReceiveMeters(registry, ledger);
        orders = new OrderStore(jdbc, new IntegrationRows(jdbc), PROPERTIES, clock);
        parked = new ParkedStore(jdbc, PROPERTIES);
        failures = new FailureStore(jdbc, PROPERTIES, clock);
        deadLetters = new DeadLetterStore(jdbc, clock, lock, published);
        meters = new LedgerMeters(registry, ledger, owed, PROPERTIES, clock);
        erasures = new ErasureStore(jdbc, clock);
        retention = new Retention(jdbc, erasures, PROPERTIES, clock);
        signs = new AlertSigns(new IntegrationRows(jdbc), owed, new SignRows(jdbc), erasures, PROPERTIES);
        alerts = new AlertStore(jdbc, new StakeRows(jdbc, PROPERTIES), PROPERTIES);
        turn = new AlertTurn(jdbc, transactions);
        months = new MonthCount(
                new MonthCount.Counting(database.dataSource(), transactions, RESULTS), PROPERTIES, RESULTS, clock);
        notices = new NoticeStore(jdbc, alerts);
        maintenance = new MaintenanceStore(jdbc, clock);
    }

    public void see(EventEnvelope<?>... seen) {
        events.record(Arrays.stream(seen)
                .map(event -> SeenEvent.of(event, "webhook-" + event.id()))
                .toList());
    }

    /** Each as soon as it was accepted. */
    void seeInTime(EventEnvelope<?>... seen) {
        Instant now = clock.instant();
        for (EventEnvelope<?> event : seen) {
            clock.advance(Duration.between(clock.instant(), event.acceptedAt()));
            see(event);
        }
        clock.advance(Duration.between(clock.instant(), now));
    }

    public void hear(OutcomeMessage... messages) {
        meters.count(outcomes.record(List.of(messages)));
    }

    public void report(String integration, DeliveryOutcome... outcomes) {
        hear(new OutcomeBatch(integration, 1, List.of(outcomes)));
    }

    /** As an operator wishes it of a whole integration: {@code pause-deliveries}, {@code resume-deliveries}. */
    public void wish(String integration, String kind) {
        jdbc.sql("""
                        with audited as (
                            insert into audit (command_id, at, actor, role, kind, integration, reason)
                            values (:id, :at, 'first-shift', 'operator', :kind, :integration, 'they move')
                            returning command_id, at)
                        insert into command_document (command_id, body, written_at)
                        select command_id, convert_to('{"scope":{"of":"integration"}}', 'UTF8'), at from audited
                        """)
                .param("id", UUID.randomUUID())
                .param("at", Columns.utc(clock.instant()))
                .param("kind", kind)
                .param("integration", integration)
                .update();
    }

    public long count(String table) {
        // The name comes from a test, never from outside.
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** What passes its deadline is counted by a beat of its own. */
    public void countMisses() {
        meters.read();
    }

    /** What Prometheus and the log are told, as at every beat of the meters. */
    public void lookAtMeters() {
        meters.read();
        receiveMeters.read();
        effectMeters.read();
    }

    /** So much time goes by in which integrations are heard, and have everything open. */
    void listen(Duration time, String... integrations) {
        Instant end = clock.instant().plus(time);
        Instant first = end.minus(Duration.ofDays(80));
        while (!clock.instant().isAfter(end)) {
            for (String integration : integrations) {
                hear(Events.heartbeat(integration, clock.instant(), 1000, first));
            }
            clock.advance(PROPERTIES.silentAfter());
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    /** By integration and stage, as Prometheus has it; what cannot be judged is absent. */
    public Map<String, Double> unaccounted() {
        Map<String, Double> unaccounted = new TreeMap<>();
        registry.find("throughline.unaccounted")
                .gauges()
                .forEach(gauge -> unaccounted.put(
                        gauge.getId().getTag("integration") + " "
                                + gauge.getId().getTag("stage"),
                        gauge.value()));
        return unaccounted;
    }

    /** Forgets what is too old, as it is done all the time. */
    public void forget() {
        retention.forget();
    }

    /** Of the last 30 days. */
    public History.Decided decided(String integration) {
        return history.within(Window.DAY)
                .getOrDefault(integration, History.NONE)
                .month();
    }

    double sla(String integration, String result) {
        return registry.counter("throughline.sla", "integration", integration, "result", result)
                .count();
    }

    @Override
    public void close() {
        database.close();
    }
}
