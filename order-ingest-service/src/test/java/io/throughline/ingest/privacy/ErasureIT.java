package io.throughline.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.EventHeader;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.emulator.Emulator;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.events.command.Command;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import io.throughline.ingest.TopicSpy;
import io.throughline.ingest.fetch.StubStorefront;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.NewWebhook;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.store.Webhooks;
import io.throughline.ingest.understand.ListedOrder;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who is erased is found nowhere, and comes back by no way. Each test is about a person of its own. */
@IngestTest(broker = TestBroker.PRESENT)
@TestPropertySource(
        properties = {
            "throughline.ingest.reconcile.enabled=false",
            "throughline.ingest.erasure.orders=2",
            "throughline.ingest.erasure.bodies=2",
            "throughline.ingest.erasure.sweep=100ms",
            "throughline.ingest.erasure.blocked=100ms"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ErasureIT {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final StubStorefront SHOPIFY = new StubStorefront();

    /** Nobody waits for being erased. */
    static final String UNWAITED = "throughline_erasures_oldest_seconds 0.0";

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        Map.of(
                        "source", "shopify",
                        "slug", "demo-shop",
                        "secrets[0]", StorefrontClient.SECRET,
                        "owned-from", "2026-01-01T00:00:00Z",
                        "api.base-url", SHOPIFY.uri() + "/admin/api/2026-07",
                        "api.token", "shpat_only-for-tests")
                .forEach((name, value) -> registry.add("throughline.ingest.shops[0]." + name, () -> value));
    }

    @AfterAll
    static void closeStorefront() {
        SHOPIFY.close();
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Seal seal;

    @Autowired
    Webhooks webhooks;

    @Autowired
    UnderstandingWorker worker;

    @Autowired
    Emulator broker;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    StorefrontClient storefront;
    OwnAddresses operator;
    long customerId;

    @BeforeEach
    void newPerson() {
        storefront = new StorefrontClient(port);
        operator = new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN);
        customerId = id();
    }

    @Test
    void whoeverIsErasedIsFoundNowhere(CapturedOutput output) {
        List<Long> orders = List.of(id(), id(), id());
        orders.forEach(order -> push("orders/create", order(order, "dunlin", body -> {})));
        push("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            Canary.sing(body, "dunlin");
            body.put("id", id()).put("created_at", "not understood");
        }));
        long neighbour = id();
        push("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            Canary.sing(body, "shearwater");
            body.put("id", neighbour);
        }));
        understood();
        long events = count("order_event");
        assertThat(findings("dunlin")).isNotEmpty();

        push("customers/redact", bytes("""
                {"shop_id": 1, "customer": {"id": %d, "email": "Dunlin@dunlin.test", "phone": "dunlin phone"},
                 "orders_to_redact": [%d]}""".formatted(customerId, orders.getFirst())));
        erased();

        assertThat(findings("dunlin")).isEmpty();
        assertThat(findings("shearwater")).isNotEmpty();
        assertThat(count("order_event")).isEqualTo(events);
        assertThat(eventsOf(orders))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(PersonalFields.valuesOf(event.data())).isSubsetOf(PersonalFields.ERASED));
        assertThat(output.getAll()).contains("erasure.done").doesNotContainIgnoringCase("dunlin");
        assertThat(metrics()).doesNotContainIgnoringCase("dunlin").contains(UNWAITED);
        List<String> commands = messages("commands");
        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).doesNotContainIgnoringCase("dunlin"));
        assertThat(told(commands))
                .containsAll(orders.stream().map(this::erasedOrder).toList());
        assertThat(messages("outcomes")).anySatisfy(answer -> assertThat(answer).contains("3 orders"));
    }

    @Test
    void noWayBringsThePersonBackAndNoEventDerivesFromIt() {
        long order = id();
        byte[] first = order(order, "knot", body -> {});
        String event = UUID.randomUUID().toString();
        assertThat(storefront.send("orders/create", event, first).statusCode()).isEqualTo(200);
        understood();
        erase("{\"orderKey\": \"" + key(order) + "\", \"reason\": \"asked by letter\"}");
        erased();
        long events = count("order_event");

        assertThat(storefront.send("orders/create", event, first).statusCode()).isEqualTo(200);
        push("orders/updated", order(order, "knot", body -> moved(body, "2026-08-01T00:00:00Z")));
        serve(order, order(order, "knot", body -> moved(body, "2026-08-02T00:00:00Z")));
        reconciled(order, Instant.parse("2026-08-02T00:00:00Z"));
        understood();
        serve(order, order(order, "knot", body -> {
            moved(body, "2026-08-03T00:00:00Z");
            List.of("customer", "billing_address", "shipping_address", "email", "contact_email")
                    .forEach(body::remove);
        }));
        reconciled(order, Instant.parse("2026-08-03T00:00:00Z"));
        understood();

        assertThat(version(order)).isEqualTo(Instant.parse("2026-08-03T00:00:00Z"));
        assertThat(count("order_event")).isEqualTo(events);
        assertThat(count("webhook_conflict")).isZero();
        assertThat(findings("knot")).isEmpty();
    }

    @Test
    void anOrderThatWasNeverSeenIsRedactedOnEntryAndALaterOneIsNot() {
        erase("{\"source\": \"shopify\", \"shop\": \"demo-shop\", \"email\": \"Plover@plover.test\","
                + " \"reason\": \"asked by letter\"}");
        erased();
        long old = id();
        serve(old, order(old, "plover", body -> {}));
        reconciled(old, Instant.parse("2026-07-01T00:00:00Z"));
        understood();

        assertThat(findings("plover")).isEmpty();
        assertThat(eventsOf(List.of(old))).isNotEmpty();

        long later = id();
        push("orders/create", order(later, "plover", body -> body.put("created_at", "2999-01-01T00:00:00Z")));
        understood();
        assertThat(findings("plover")).contains("order_state.snapshot", "webhook.body");
    }

    @Test
    void waitsForWhatIsStillToBePublishedAndGoesOnWhereItWasInterrupted(CapturedOutput output) {
        long order = id();
        push("orders/create", order(order, "turnstone", body -> {}));
        understood();
        await().atMost(PATIENCE)
                .until(() -> count("order_event e where exists (select from relay r where r.name ="
                                + " 'order_event' and (e.xid, e.position) > (r.xid, r.position))")
                        == 0);
        String wait = "update order_event set xid = xid %s where orderkey = '" + key(order) + "'";
        jdbc.sql(wait.formatted("+ 1000000000000")).update();
        UUID erasure = erase("{\"orderKey\": \"" + key(order) + "\", \"reason\": \"asked by letter\"}");
        await().atMost(PATIENCE)
                .until(() -> operator.get("/admin/erasures/" + erasure)
                        .json()
                        .path("stage")
                        .asString()
                        .equals("redaction"));
        assertThat(findings("turnstone")).contains("order_event.body", "order_state.snapshot");
        await().atMost(PATIENCE).until(() -> metrics().lines().noneMatch(UNWAITED::equals));

        interrupt("before update of body on webhook");
        jdbc.sql(wait.formatted("- 1000000000000")).update();
        await().atMost(PATIENCE).until(() -> output.getAll().contains("erasure.failed"));
        assertThat(findings("turnstone")).containsExactly("webhook.body");
        jdbc.sql("drop trigger interruption on webhook").update();
        erased();

        assertThat(findings("turnstone")).isEmpty();
        assertThat(told(messages("commands"))).containsOnlyOnce(erasedOrder(order));
    }

    @Test
    void aLargeEventWhoseDataNobodyFetchedYetEndsRedacted() {
        long order = id();
        push("orders/create", order(order, "sandpiper", Fixtures::threeHundredLines));
        EventHeader head = headOf(order);
        OwnAddresses adapter = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN);
        byte[] before = adapter.get(ClaimCheck.path(head.id())).whole().body();
        assertThat(before).asString().containsIgnoringCase("sandpiper");
        assertThat(adapter.get(ClaimCheck.erasedPath(head.id())).status())
                .as("while nobody is erased")
                .isEqualTo(404);

        erase("{\"orderKey\": \"" + key(order) + "\", \"reason\": \"asked by letter\"}");
        erased();

        byte[] after = adapter.get(ClaimCheck.path(head.id())).whole().body();
        byte[] left = adapter.get(ClaimCheck.erasedPath(head.id())).whole().body();
        assertThat(Objects.requireNonNull(head.reference()).matches(before)).isTrue();
        assertThat(head.reference().matches(after)).isFalse();
        assertThat(left).isEqualTo(after).asString().doesNotContainIgnoringCase("sandpiper");
        EventEnvelope<?> whole = new EventCodec().read(ClaimCheck.withData(bytes(bodyOf(order)), left));
        assertThat(whole.id()).isEqualTo(head.id());
        assertThat(whole.data().order().lines()).hasSize(300);
        assertThat(PersonalFields.valuesOf(whole.data())).isSubsetOf(PersonalFields.ERASED);
        assertThat(new OwnAddresses(port, null)
                        .get(ClaimCheck.erasedPath(head.id()))
                        .status())
                .isEqualTo(401);
    }

    private EventHeader headOf(long order) {
        await().atMost(PATIENCE).until(() -> !bodyOf(order).isEmpty());
        return new EventCodec().header(bytes(bodyOf(order)));
    }

    /** Of the message of the order's first event; empty as long as there is none. */
    private String bodyOf(long order) {
        return new TopicSpy(broker)
                .messages("orders").stream()
                        .filter(message -> key(order)
                                .equals(message.getApplicationProperties().get(Topology.ORDER_KEY)))
                        .map(message -> message.getBody().toString())
                        .findFirst()
                        .orElse("");
    }

    @Test
    void tellsWhatIsHeldOfSomebodyAndWhoAsked() {
        long order = id();
        push("orders/create", order(order, "sanderling", body -> {}));
        push("customers/data_request", bytes("""
                {"customer": {"id": %d, "email": "sanderling@sanderling.test"}, "orders_requested": []}""".formatted(customerId)));
        understood();
        UUID request = jdbc.sql("select webhook_id from webhook_end where code = 'privacy-request'")
                .query(UUID.class)
                .single();

        StringBuilder told = new StringBuilder();
        String after = "";
        do {
            JsonNode page = operator.post(
                            "/admin/exports",
                            "{\"webhookId\": \"" + request + "\", \"after\": \"" + after
                                    + "\", \"reason\": \"their request\"}")
                    .json();
            told.append(page);
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(told.toString())
                .contains(key(order), "sanderling@sanderling.test", "order.placed.v1", "sanderling address1");
        assertThat(jdbc.sql("select count(*) from admin_action where action = 'export-person' and actor = 'anna'")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(findings("sanderling")).doesNotContain("admin_action.subject", "admin_action.reason");
        assertThat(count("webhook_end where code = 'privacy-request'")).isZero();
        assertThat(operator.post("/admin/exports", "{\"source\": \"shopify\", \"reason\": \"curious\"}")
                        .status())
                .isEqualTo(400);
        assertThat(new OwnAddresses(port, null).post("/admin/exports", "{}").status())
                .isEqualTo(401);
    }

    private static long id() {
        return ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62);
    }

    private byte[] order(long id, String word, Consumer<ObjectNode> change) {
        return Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            Canary.sing(body, word);
            body.put("id", id);
            ((ObjectNode) body.path("customer")).put("id", customerId);
            change.accept(body);
        });
    }

    /** To another address, which would be a change of any other order. */
    private static void moved(ObjectNode order, String version) {
        order.put("updated_at", version);
        ((ObjectNode) order.path("shipping_address")).put("city", "Knotville");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void push(String topic, byte[] body) {
        assertThat(storefront.send(topic, body).statusCode()).isEqualTo(200);
    }

    private static void serve(long order, byte[] body) {
        SHOPIFY.answer(
                "/admin/api/2026-07/orders/" + order + ".json",
                StubStorefront.Answer.json(Map.of("order", Json.mapper().readTree(body))));
    }

    /** What the reconciler writes down of an order that it finds to be modified. */
    private void reconciled(long order, Instant version) {
        webhooks.record(List.of(new NewWebhook(
                UUID.randomUUID(),
                "shopify",
                "demo-shop",
                UUID.randomUUID(),
                "reconcile",
                Map.of(StoredWebhook.ORIGIN, StoredWebhook.RECONCILED),
                new ListedOrder(String.valueOf(order), version, false).body(),
                clock.instant(),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        worker.signal();
    }

    private UUID erase(String wish) {
        UUID command = UUID.randomUUID();
        assertThat(operator.post("/admin/erasures", wish, command).status()).isEqualTo(200);
        assertThat(operator.post("/admin/erasures", wish, command).status()).isEqualTo(200);
        return command;
    }

    private void interrupt(String when) {
        jdbc.sql("""
                create or replace function interruption() returns trigger language plpgsql as $$
                begin
                    raise exception 'the plug was pulled';
                end
                $$""").update();
        jdbc.sql("create trigger interruption " + when + " for each statement execute function interruption()")
                .update();
    }

    private void understood() {
        await().atMost(PATIENCE).until(() -> count("webhook_todo") == 0);
    }

    private void erased() {
        await().atMost(PATIENCE)
                .until(() -> count("erasure") > 0
                        && count("webhook_todo") == 0
                        && count("erasure where stage <> 'done'") == 0);
    }

    private static String key(long order) {
        return "shopify:demo-shop:" + order;
    }

    private Instant version(long order) {
        return jdbc.sql("select version from order_state where orderkey = :key")
                .param("key", key(order))
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private ErasedOrder erasedOrder(long order) {
        return jdbc.sql("select orderref, last_sequence from order_state where orderkey = :key")
                .param("key", key(order))
                .query((row, index) ->
                        new ErasedOrder(row.getObject("orderref", UUID.class), key(order), row.getInt("last_sequence")))
                .single();
    }

    private static List<ErasedOrder> told(List<String> commands) {
        return commands.stream()
                .map(command -> Json.mapper().readValue(command, Command.class))
                .filter(EraseOrders.class::isInstance)
                .flatMap(command -> ((EraseOrders) command).orders().stream())
                .toList();
    }

    private List<EventEnvelope<?>> eventsOf(List<Long> orders) {
        return jdbc
                .sql("select orderkey, body from order_event")
                .query((row, index) -> Map.entry(row.getString(1), Deflated.inflate(row.getBytes(2), 1 << 24)))
                .list()
                .stream()
                .filter(row -> orders.stream().anyMatch(order -> row.getKey().equals(key(order))))
                .<EventEnvelope<?>>map(row -> new EventCodec().read(row.getValue()))
                .toList();
    }

    private List<String> findings(String word) {
        return new PersonalTraces(jdbc, seal).of(word);
    }

    private List<String> messages(String topic) {
        return new TopicSpy(broker).bodies(topic);
    }

    private String metrics() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
