package io.throughline.testkit;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.SpanCollector;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.runtime.catalogue.IntegrationYaml;
import io.throughline.runtime.inspection.Inspections;
import io.throughline.testkit.database.AdapterDatabase;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole adapter with its own configuration, on a real broker and a real database, all in this JVM. */
public final class RunningAdapter implements AutoCloseable {

    private static final String WATCHER = "watcher";

    private static final Map<String, String> INSPECTED_ON_DEMAND = Map.of(
            "throughline.runtime.inspection.every", "1h",
            "throughline.runtime.inspection.ages", "0s",
            "throughline.runtime.inspection.pace", "0s",
            "throughline.runtime.inspection.confirm", "0s");

    private final Emulator broker;
    private final SpanCollector spans;
    private final String subscription;
    private final ConfigurableApplicationContext context;
    private final BatchReceiver watcher;
    private final List<DeliveryOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final List<AbsentEffect> absent = new CopyOnWriteArrayList<>();

    private RunningAdapter(
            Emulator broker, SpanCollector spans, String integration, ConfigurableApplicationContext context) {
        this.broker = broker;
        this.spans = spans;
        this.subscription = Topology.ORDERS + "/subscriptions/" + integration;
        this.context = context;
        this.watcher = context.getBean(Receivers.class).subscribe(Topology.OUTCOMES, WATCHER, this::watch);
    }

    /**
     * Returns when the adapter is ready.
     *
     * @param main its main class
     * @param properties win over its {@code application.yaml}, placeholders without a value included
     */
    public static RunningAdapter start(Class<?> main, Map<String, String> properties) {
        String integration = new IntegrationYaml().read().integration();
        Emulator broker = Emulator.start(EmulatorOptions.DEFAULT.withConfig(topology(integration)));
        SpanCollector spans = new SpanCollector();
        try {
            return new RunningAdapter(
                    broker, spans, integration, SpringApplication.run(main, arguments(broker, spans, properties)));
        } catch (RuntimeException failed) {
            broker.close();
            spans.close();
            throw failed;
        }
    }

    private static String[] arguments(Emulator broker, SpanCollector spans, Map<String, String> properties) {
        TestDatabase database = TestDatabase.create();
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "spring.cloud.azure.servicebus.connection-string", broker.connectionString(),
                "spring.datasource.url", database.getJdbcUrl(),
                "spring.datasource.username", Objects.requireNonNull(database.getUsername()),
                "spring.datasource.password", Objects.requireNonNull(database.getPassword()),
                "server.port", "-1",
                "management.server.port", "0",
                "throughline.tracing.endpoint", spans.endpoint().toString(),
                "throughline.tracing.delay", "50ms",
                // There is no ingest to ask.
                "throughline.runtime.adoption.asked", "false"));
        all.putAll(INSPECTED_ON_DEMAND);
        all.putAll(properties);
        return all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static String topology(String integration) {
        Object mine = Map.of(
                "Name",
                integration,
                "Rules",
                List.of(Map.of(
                        "Name",
                        "target",
                        "Properties",
                        Map.of(
                                "FilterType",
                                "Sql",
                                "SqlFilter",
                                Map.of("SqlExpression", Topology.filterOf(integration))))));
        List<?> topics = List.of(
                Map.of("Name", Topology.ORDERS, "Subscriptions", List.of(mine)),
                Map.of("Name", Topology.COMMANDS, "Subscriptions", List.of(mine)),
                Map.of("Name", Topology.OUTCOMES, "Subscriptions", List.of(Map.of("Name", WATCHER))));
        return Json.mapper()
                .writeValueAsString(
                        Map.of("UserConfig", Map.of("Namespaces", List.of(Map.of("Name", "test", "Topics", topics)))));
    }

    /** Puts events on topic {@code orders}, as ingest would. */
    public void publish(EventEnvelope<?>... events) {
        context.getBean(BatchPublisher.class)
                .publish(
                        Topology.ORDERS,
                        Stream.of(events).map(EventMessages::of).toList());
    }

    private List<Refusal> watch(List<InboundMessage> batch) {
        batch.stream()
                .map(message -> Json.mapper().readValue(message.body(), OutcomeMessage.class))
                .forEach(message -> {
                    if (message instanceof OutcomeBatch reported) {
                        outcomes.addAll(reported.outcomes());
                    }
                    if (message instanceof EffectsAbsent told) {
                        absent.addAll(told.effects());
                    }
                });
        return List.of();
    }

    /** Something on topic {@code orders} that is no event. */
    public void publishUnreadable() {
        context.getBean(BatchPublisher.class)
                .publish(
                        Topology.ORDERS,
                        List.of(new OutboundMessage(
                                UUID.randomUUID().toString(),
                                "order.placed.v1",
                                "webhook",
                                EventCodec.CONTENT_TYPE,
                                Map.of(),
                                new byte[] {'{'})));
    }

    /** Messages that the broker still holds for the adapter: those it is working on and dead letters included. */
    public int unsettled() {
        EntityCounts counts = broker.entity(subscription);
        return counts.active() + counts.locked() + counts.deadLettered();
    }

    /** Its database, to look at and to hold. */
    AdapterDatabase database() {
        return new AdapterDatabase(context);
    }

    /** What the adapter has reported so far on topic {@code outcomes}; a repeated report counts again. */
    public List<DeliveryOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Whether it looks at its system at all for what it has delivered. */
    public boolean inspects() {
        return context.getBeanProvider(Inspections.class).stream().findAny().isPresent();
    }

    /** It looks at its system now for what it has delivered so far; {@link #absent} tells what it did not find. */
    public void inspect() {
        context.getBean(Inspections.class).hasten();
    }

    /** What it has told so far that it reported as delivered and did not find. */
    public List<AbsentEffect> absent() {
        return List.copyOf(absent);
    }

    /** The collector that it exports spans to. */
    public SpanCollector spans() {
        return spans;
    }

    /** Where its health and metrics are: {@code /actuator/health}. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** The connections to the broker break; the adapter has to come back by itself. */
    public void dropConnections() {
        broker.dropConnections();
    }

    @Override
    public void close() {
        watcher.close();
        context.close();
        broker.close();
        spans.close();
    }
}
