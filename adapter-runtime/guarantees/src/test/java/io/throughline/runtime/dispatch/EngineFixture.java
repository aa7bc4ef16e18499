package io.throughline.runtime.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.command.Beginning;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.RateProperties;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.store.CallMembers;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Lease;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An engine on a real database with a handler made of a function, and everything it was asked to do. */
final class EngineFixture implements AutoCloseable {

    static final Duration QUICK_SWEEP = Duration.ofMillis(200);
    static final RateProperties UNLIMITED = new RateProperties("test", 0, Duration.ofMinutes(1), 0, 0);

    final List<String> handled;
    final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(10)
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .waitDurationInOpenState(Duration.ofMillis(300))
                    .automaticTransitionFromOpenToHalfOpenEnabled(true)
                    .build());
    final Inbox inbox;
    final Pauses pauses;
    final PauseWatch watch;
    final Dispatcher dispatcher;
    private final DataSource asked;
    private final Engine engine;

    EngineFixture(DatabaseFixture database, Duration lease, BiFunction<String, Delivery, Outcome> behaviour) {
        this(database.dataSource(), database.dataSource(), lease, behaviour);
    }

    /** @param asked for what the test wants to know, while the engine works with the one used */
    EngineFixture(DataSource asked, DataSource used, Duration lease, BiFunction<String, Delivery, Outcome> behaviour) {
        this(asked, used, new Setting(lease, UNLIMITED, QUICK_SWEEP), behaviour);
    }

    /**
     * How an engine is set up, where a test cares.
     *
     * @param sweep how often it looks at the database unasked; twice as often for pauses
     * @param shutdown how long running attempts may finish when it is closed
     * @param attempt longest that one attempt may take
     */
    record Setting(Duration lease, RateProperties rate, Duration sweep, Duration shutdown, Duration attempt) {

        Setting(Duration lease, RateProperties rate, Duration sweep, Duration shutdown) {
            this(lease, rate, sweep, shutdown, Duration.ofSeconds(1));
        }

        Setting(Duration lease, RateProperties rate, Duration sweep) {
            this(lease, rate, sweep, Duration.ofSeconds(5));
        }

        /** Where every attempt has to end in time, on however busy a machine. */
        Setting withAttempt(Duration longest) {
            return new Setting(lease, rate, sweep, shutdown, longest);
        }
    }

    EngineFixture(DataSource asked, DataSource used, Setting setting, BiFunction<String, Delivery, Outcome> behaviour) {
        this(asked, used, setting, new RecordingHandler(behaviour, new CopyOnWriteArrayList<>()));
    }

    /** With the adapter's own way of handling; what it was asked to do is not recorded. */
    EngineFixture(DatabaseFixture database, EventHandler<OrderPlaced> handler) {
        this(
                database.dataSource(),
                database.dataSource(),
                new Setting(Duration.ofSeconds(60), UNLIMITED, QUICK_SWEEP),
                handler);
    }

    private EngineFixture(DataSource asked, DataSource used, Setting setting, EventHandler<OrderPlaced> handler) {
        this.asked = asked;
        this.handled = handler instanceof RecordingHandler recording ? recording.handled() : List.of();
        Clock clock = Clock.systemUTC();
        RuntimeSchema schema = new RuntimeSchema(used);
        new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 30);
        Lease own = new Lease(UUID.randomUUID(), setting.lease());
        this.inbox = new Inbox(schema, clock, own);
        Engines.Tables tables = new Engines.Tables(inbox, new Settlements(schema, clock));
        RuntimeProperties properties = properties(setting);
        Engines engines = new Engines(
                properties,
                clock,
                new SimpleMeterRegistry(),
                RetryPolicy.of(properties.retry(), Duration.ofMinutes(1)),
                Tracing.OFF);
        this.pauses = new Pauses(schema, clock);
        this.watch = new PauseWatch(pauses, setting.sweep().dividedBy(2));
        CallGate gate = new CallGate(
                breaker,
                watch,
                new CallRate(new CallRates(schema, setting.rate()), unshared(schema), properties.attemptTimeout()),
                new CallGate.Settings(256, Duration.ofMinutes(10), Duration.ofMillis(500)),
                clock);
        Handlers handlers = new Handlers(List.of(handler));
        this.dispatcher = engines.dispatcher(inbox, gate, handlers);
        this.engine = engines.engine(
                dispatcher, tables, new Engines.Adapter("test", handlers, gate, (deliveries, settled) -> {}));
    }

    private static RuntimeProperties properties(Setting setting) {
        return new RuntimeProperties(
                32,
                256,
                50_000,
                setting.attempt(),
                Duration.ofSeconds(60),
                setting.sweep(),
                setting.shutdown(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                30,
                false,
                new RuntimeProperties.Adoption(Beginning.NOW, false),
                new RuntimeProperties.Retry(Duration.ofMillis(20), Duration.ofMillis(200), 0.2, Duration.ofSeconds(30)),
                java.util.Map.of(),
                new RuntimeProperties.Commands(Duration.ofMillis(100), 1000, 10, 5, 0.5, Duration.ofSeconds(5)));
    }

    static CallShare unshared(RuntimeSchema schema) {
        return new CallShare(new CallMembers(schema, "test", UUID.randomUUID()), 0, Duration.ofSeconds(2));
    }

    EngineFixture started() {
        watch.start();
        engine.start();
        return this;
    }

    /** As the receiver does it. */
    void receive(List<NewDelivery> batch) {
        int reserved = dispatcher.reserve();
        Inbox.Recorded recorded = inbox.record(batch, reserved);
        dispatcher.start(recorded.started(), reserved);
        if (!recorded.lookAgain().isEmpty()) {
            inbox.next(recorded.lookAgain(), 0);
        }
        dispatcher.leftBehind();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(asked);
    }

    long count(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        engine.stop();
        watch.stop();
    }

    private record RecordingHandler(BiFunction<String, Delivery, Outcome> behaviour, List<String> handled)
            implements EventHandler<OrderPlaced> {

        @Override
        public EventType<OrderPlaced> type() {
            return OrderPlaced.TYPE;
        }

        @Override
        public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
            String name = event.orderKey() + "/" + event.sequence();
            Outcome outcome = behaviour.apply(name, delivery);
            handled.add(name);
            return outcome;
        }
    }
}
