package io.throughline.dashboard.intake;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.command.RetryDelivery;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Events, outcomes and commands over a real AMQP broker, figures over real HTTP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "throughline.dashboard.refresh=0s",
            // What was seen just now is given this long to be received.
            "throughline.dashboard.receive-within=1s"
        })
@DirtiesContext
class IntakeIT {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("""
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
                {"Name": "orders", "Subscriptions": [{"Name": "operations-dashboard"}]},
                {"Name": "outcomes", "Subscriptions": [{"Name": "operations-dashboard"}]},
                {"Name": "commands", "Subscriptions": [{"Name": "operations-dashboard"},
                    {"Name": "finance-adapter", "Rules": [{"Name": "target",
                    "Properties": {"FilterType": "Sql", "SqlFilter": {
                        "SqlExpression": "target IS NULL OR target = 'finance-adapter'"}}}]}]}]}]}}
            """);

    @TempDir
    static Path directory;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    Receivers receivers;

    @Autowired
    EventCodec codec;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    final HttpClient http = HttpClient.newHttpClient();
    final Instant now = Instant.now();

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> directory.resolve("password"));
        registry.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
    }

    @Test
    void whatTravelsOverTheTopicsIsToldByTheApi() throws Exception {
        say(Events.announcement(FULFILLMENT, now.minusSeconds(3600)));
        List<EventEnvelope<?>> events = IntStream.rangeClosed(1, 100)
                .<EventEnvelope<?>>mapToObj(order -> Events.placed(order, now.minusSeconds(1000)))
                .toList();
        publisher.publish(Topology.ORDERS, events.stream().map(this::message).toList());
        // 80 delivered after 2 s, 10 after 400 s, 5 ignored, 3 parked with three failed attempts each, 2 never spoken
        // of.
        say(batch(events.subList(0, 80), Result.DELIVERED, 2));
        say(batch(events.subList(80, 90), Result.DELIVERED, 400));
        say(batch(events.subList(90, 95), Result.IGNORED, 1));
        say(batch(events.subList(95, 98), Result.PARKED, 10));
        say(Events.heartbeat(FULFILLMENT, now, 0, null));
        publisher.publish(
                Topology.ORDERS,
                List.of(new OutboundMessage("bad", "order.placed.v1", "w", "text/plain", Map.of(), bytes("not json"))));

        await().atMost(PATIENCE)
                .until(() -> standing().path("finished").path("delivered").asInt() == 90);
        await().atMost(PATIENCE).until(() -> standing().path("parked").asInt() == 3);
        await().atMost(PATIENCE).until(() -> {
            say(Events.heartbeat(FULFILLMENT, Instant.now(), 0, null));
            return standing().path("unaccounted").asInt() == 2;
        });
        await().atMost(PATIENCE).until(() -> count("dead_letter") == 1);

        JsonNode standing = standing();
        assertThat(standing.path("finished").path("ignored").asInt()).isEqualTo(5);
        assertThat(standing.path("throughput").asDouble()).isEqualTo(95 / 3600.0);
        assertThat(standing.path("attempts").asInt()).isEqualTo(80 + 10 + 5 + 3 * 3);
        assertThat(standing.path("failureRate").asDouble()).isEqualTo(9 / 104.0);
        assertThat(standing.path("lagP50Seconds").asDouble()).isEqualTo(2.0);
        assertThat(standing.path("lagP99Seconds").asDouble()).isEqualTo(400.0);
        assertThat(standing.path("sla").path("met").asInt()).isEqualTo(85);
        assertThat(standing.path("sla").path("missed").asInt()).isEqualTo(15);
        assertThat(standing.path("condition").asString()).isEqualTo("unaccounted");
        assertThat(jdbc.sql("select reason from dead_letter")
                        .query(String.class)
                        .single())
                .isEqualTo("unreadable-event");
        await().atMost(PATIENCE)
                .until(() -> metrics()
                        .contains("throughline_unaccounted{integration=\"fulfillment-adapter\",stage=\"act\"} 2.0"));
        assertThat(metrics())
                .contains("throughline_sla_total{integration=\"fulfillment-adapter\",result=\"met\"} 85.0");
        assertThat(metrics()).contains("result=\"missed\"} 15.0");
    }

    @Test
    void aRetryReachesTheIntegrationItIsMeantFor() throws Exception {
        List<Command> received = new CopyOnWriteArrayList<>();
        var event = Events.placed(500, now.minusSeconds(60));
        publisher.publish(Topology.ORDERS, List.of(message(event)));
        say(new OutcomeBatch(FINANCE, 1, List.of(Events.outcome(event, Result.PARKED, now))));
        await().atMost(PATIENCE)
                .until(() ->
                        get("/api/parked").toString().contains(event.orderRef().toString()));

        try (BatchReceiver adapter = receivers.subscribe(Topology.COMMANDS, FINANCE, batch -> {
            batch.forEach(message -> {
                assertThat(message.property(Topology.TARGET)).hasValue(FINANCE);
                received.add(Json.mapper().readValue(message.body(), Command.class));
            });
            return List.of();
        })) {
            assertThat(adapter).isNotNull();
            var answer = send(request("/api/deliveries/" + FINANCE + "/" + event.orderRef() + "/1/retry")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"SKU made\"}"))
                    .build());

            assertThat(answer.statusCode()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> !received.isEmpty());
        }
        assertThat(received.getFirst()).isInstanceOfSatisfying(RetryDelivery.class, retry -> {
            assertThat(retry.orderRef()).isEqualTo(event.orderRef());
            assertThat(retry.by().actor()).isEqualTo("operator");
            assertThat(retry.by().reason()).isEqualTo("SKU made");
        });
    }

    @Test
    void whatIngestTellsEverybodyToEraseIsErasedAndAnswered() {
        EraseOrders command = new EraseOrders(
                UUID.randomUUID(),
                EraseOrders.EVERYBODY,
                new Authority("second-shift", "operator", "request 4711"),
                UUID.randomUUID(),
                List.of(new ErasedOrder(Events.orderRef(700), Events.orderKey(700), 1)));

        publisher.publish(
                Topology.COMMANDS,
                List.of(new OutboundMessage(
                        command.commandId().toString(),
                        command.kind(),
                        command.erasureId().toString(),
                        "application/json",
                        Map.of(Topology.TARGET, "operations-dashboard"),
                        Json.mapper().writerFor(Command.class).writeValueAsBytes(command))));

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select integration || ' ' || answer from command_answer where command_id = :id")
                        .param("id", command.commandId())
                        .query(String.class)
                        .optional()
                        .equals(Optional.of("operations-dashboard done")));
    }

    @Test
    void aReportOfMissingEventsIsASignOfLife() throws Exception {
        Gap gap = new Gap(Events.orderRef(900), Events.orderKey(900), 1, 2);

        say(new GapDetected("gap-adapter", "gap-adapter-1", now, List.of(gap)));

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select last_heard_at from integration where name = 'gap-adapter'")
                        .query(OffsetDateTime.class)
                        .optional()
                        .map(heard -> heard.toInstant().truncatedTo(ChronoUnit.MILLIS))
                        .equals(Optional.of(now.truncatedTo(ChronoUnit.MILLIS))));
        assertThat(jdbc.sql("select count(*) from dead_letter where topic = 'outcomes'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatAnIntegrationDidNotFindIsNamedByTheApiAndTheGauge() throws Exception {
        var reported = Events.outcome(Events.placed(800, now.minusSeconds(60)), Result.DELIVERED, now.minusSeconds(50));
        say(new OutcomeBatch("absent-adapter", 1, List.of(reported)));
        say(Events.absent("absent-adapter", reported, now));

        await().atMost(PATIENCE)
                .until(() -> get("/api/integrations/absent-adapter/absent-effects")
                        .toString()
                        .contains(Events.orderKey(800)));
        await().atMost(PATIENCE)
                .until(() -> metrics()
                        .contains("throughline_unaccounted{integration=\"absent-adapter\",stage=\"effect\"} 1.0"));
        assertThat(count("dead_letter where topic = 'outcomes'")).isZero();
    }

    private OutboundMessage message(EventEnvelope<?> event) {
        return new OutboundMessage(
                event.id().toString(),
                event.type().name(),
                "webhook-1",
                EventCodec.CONTENT_TYPE,
                Map.of(Topology.ORDER_KEY, event.orderKey()),
                codec.write(event));
    }

    @Test
    void anEventWithoutItsDataIsSeenLikeAnyOther() throws Exception {
        // Accepted before anybody was announced, so that it is in nobody's figures.
        EventEnvelope<?> large = Events.placed(7001, now.minusSeconds(86_400));
        byte[] whole = codec.write(large);

        publisher.publish(
                Topology.ORDERS,
                List.of(new OutboundMessage(
                        large.id().toString(),
                        large.type().name(),
                        "webhook",
                        EventCodec.CONTENT_TYPE,
                        Map.of(Topology.DATA_REFERENCE, ClaimCheck.path(large.id())),
                        ClaimCheck.withoutData(whole, large.id()))));

        await().atMost(PATIENCE)
                .until(() -> get("/api/orders/" + large.orderKey())
                        .toString()
                        .contains(large.id().toString()));
        assertThat(count("dead_letter where message_id = '" + large.id() + "'")).isZero();
    }

    private static OutcomeBatch batch(List<EventEnvelope<?>> events, Result result, int seconds) {
        List<DeliveryOutcome> outcomes = events.stream()
                .map(event -> Events.outcome(event, result, event.acceptedAt().plusSeconds(seconds)))
                .toList();
        return new OutcomeBatch(FULFILLMENT, 1, outcomes);
    }

    private void say(OutcomeMessage said) {
        byte[] body = Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(said);
        publisher.publish(
                Topology.OUTCOMES,
                List.of(new OutboundMessage(
                        String.valueOf(said.hashCode()), "outcomes", "none", "application/json", Map.of(), body)));
    }

    private JsonNode standing() throws Exception {
        for (JsonNode one : get("/api/integrations?window=1h").path("integrations")) {
            if (one.path("integration").asString().equals(FULFILLMENT)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode get(String address) throws Exception {
        return Json.mapper().readTree(send(request(address).build()).body());
    }

    private String metrics() throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                        .build())
                .body();
    }

    private HttpRequest.Builder request(String address) throws Exception {
        String login =
                "operator:" + Files.readString(directory.resolve("password")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes(login)));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private long count(String table) {
        // The name comes from this test, never from outside.
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
