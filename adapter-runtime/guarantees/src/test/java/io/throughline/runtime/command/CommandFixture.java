package io.throughline.runtime.command;

import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Beginning;
import io.throughline.events.command.Command;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.ErasesPersonalData;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.RateProperties;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.dispatch.CallRate;
import io.throughline.runtime.dispatch.CallShare;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engine;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.dispatch.Handlers;
import io.throughline.runtime.dispatch.PauseWatch;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.CallMembers;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.CommandTables;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Instances of an adapter on one real database, whose downstream system refuses what a test says. */
final class CommandFixture implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Authority BY = new Authority("second-shift", "operator", "the test decides");

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final Clock clock = Clock.systemUTC();
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    final Pauses pauses = new Pauses(schema, clock);
    final CommandTables tables = CommandTables.of(schema, clock);
    final Map<String, String> refused = new ConcurrentHashMap<>();
    final List<String> handled = new CopyOnWriteArrayList<>();
    final List<String> ownErased = new CopyOnWriteArrayList<>();
    private final ErasesPersonalData own = keys -> {
        ownErased.addAll(keys);
        return keys.size();
    };
    private final List<Instance> instances = new ArrayList<>();

    CommandFixture() {
        new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 30);
    }

    Instance instance() {
        Instance instance = new Instance();
        instances.add(instance);
        return instance;
    }

    static String key(int order) {
        return "standard:shop:" + order;
    }

    List<@Nullable String> texts(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    /** {@code <order>/<sequence> <answer>} of each delivery, or the answer alone, in the order they were given. */
    List<@Nullable String> answersTo(UUID command) {
        return database.jdbc().sql("""
                        select case when orderref is null then answer
                               else right(orderref::text, 1) || '/' || orderseq || ' ' || answer end
                        from command_answer where command_id = :id order by position
                        """).param("id", command).query(String.class).list();
    }

    String detailOf(UUID command) {
        return database.jdbc()
                .sql("select coalesce(max(detail), '') from command_answer where command_id = :id")
                .param("id", command)
                .query(String.class)
                .single();
    }

    void awaitText(String sql, String... expected) {
        await().atMost(LIMIT).until(() -> texts(sql).equals(List.of(expected)));
    }

    @Override
    public void close() {
        instances.forEach(Instance::stop);
        database.close();
    }

    /** What runs in one process. */
    final class Instance {

        final Inbox inbox;
        final Dispatcher dispatcher;
        final Engine engine;
        final CommandLoop loop;
        final PauseWatch watch;
        final CommandInbox commands;

        Instance() {
            Lease lease = new Lease(UUID.randomUUID(), Duration.ofSeconds(60));
            inbox = new Inbox(schema, clock, lease);
            Engines engines = new Engines(
                    properties(),
                    clock,
                    new SimpleMeterRegistry(),
                    RetryPolicy.of(properties().retry(), Duration.ofMinutes(1)),
                    Tracing.OFF);
            watch = new PauseWatch(pauses, Duration.ofMillis(100));
            CallGate gate = new CallGate(
                    CircuitBreaker.ofDefaults("test"),
                    watch,
                    unlimited(),
                    new CallGate.Settings(64, Duration.ofMinutes(10), Duration.ofMillis(500)),
                    clock);
            Handlers handlers = new Handlers(List.of(new Downstream()));
            dispatcher = engines.dispatcher(inbox, gate, handlers);
            engine = engines.engine(
                    dispatcher,
                    new Engines.Tables(inbox, new Settlements(schema, clock)),
                    new Engines.Adapter("test-adapter", handlers, gate, (all, ended) -> {}));
            TransactionTemplate transaction =
                    new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
            loop = new CommandLoop(
                    List.of(
                            new Obedience(
                                    tables.log(),
                                    transaction,
                                    new Obedience.Kinds(
                                            new DeliveryCommands(tables),
                                            new StateCommands(tables, pauses),
                                            new Erasing(tables, List.of(own))),
                                    dispatcher::leftBehind),
                            new Sets(tables.sets(), transaction, properties().commands(), dispatcher::leftBehind),
                            new Discarding(tables.discards(), inbox, dispatcher, discarded -> {})),
                    properties().commands().sweep());
            commands = new CommandInbox(
                    tables, transaction, properties().commands().maxSet());
        }

        private CallRate unlimited() {
            RateProperties rate = new RateProperties("test", 0, Duration.ofMinutes(1), 0, 0);
            CallMembers members = new CallMembers(schema, "test", UUID.randomUUID());
            return new CallRate(
                    new CallRates(schema, rate),
                    new CallShare(members, 0, Duration.ofSeconds(2)),
                    properties().attemptTimeout());
        }

        Instance started() {
            watch.start();
            engine.start();
            loop.start();
            return this;
        }

        void stop() {
            loop.stop();
            engine.stop();
            watch.stop();
        }

        void receive(NewDelivery... events) {
            int reserved = dispatcher.reserve();
            dispatcher.start(inbox.record(List.of(events), reserved).started(), reserved);
            dispatcher.leftBehind();
        }

        /** As the sink does it. */
        <C extends Command> C give(C command) {
            commands.write(List.of(command));
            loop.signal();
            return command;
        }
    }

    private static RuntimeProperties properties() {
        return new RuntimeProperties(
                8,
                64,
                50_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                30,
                false,
                new RuntimeProperties.Adoption(Beginning.NOW, false),
                new RuntimeProperties.Retry(Duration.ofMillis(20), Duration.ofMillis(200), 0.2, Duration.ofSeconds(30)),
                Map.of(),
                new RuntimeProperties.Commands(Duration.ofMillis(100), 50, 4, 4, 0.5, Duration.ofSeconds(5)));
    }

    private final class Downstream implements EventHandler<OrderPlaced> {

        @Override
        public EventType<OrderPlaced> type() {
            return OrderPlaced.TYPE;
        }

        @Override
        public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
            String why = refused.get(event.orderKey());
            if (why != null) {
                throw new PermanentFailure("test-rejected", why, null);
            }
            handled.add(delivery.effectKey("shipment") + " " + event.sequence() + " "
                    + event.data().order().note() + " " + delivery.mayHaveReachedDownstream());
            return Outcome.delivered();
        }
    }
}
