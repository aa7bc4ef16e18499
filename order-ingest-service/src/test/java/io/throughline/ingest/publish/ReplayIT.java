package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.emulator.Emulator;
import io.throughline.events.Topology;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.OwnAddresses.Answer;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TopicSpy;
import io.throughline.ingest.store.ReplayProgress;
import io.throughline.ingest.store.ReplayProgress.Leased;
import io.throughline.ingest.store.Replays;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Replays over a real AMQP broker that has duplicate detection on, from a real log. */
@ReplayTest
class ReplayIT {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String FINANCE = "finance-adapter";
    static final String SELECT = "{\"target\":\"finance-adapter\",\"reason\":\"lost in a restore\",\"orderKey\":\"%s\"";

    @Autowired
    Emulator broker;

    @Autowired
    Receivers receivers;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Replays replays;

    @Autowired
    ReplayProgress progress;

    @LocalServerPort
    int port;

    final List<Received> atFinance = new CopyOnWriteArrayList<>();
    final List<Received> atInventory = new CopyOnWriteArrayList<>();
    final String orderId = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62));
    final String orderKey = "shopify:demo-shop:" + orderId;
    List<BatchReceiver> open = List.of();
    OwnAddresses anna;

    @BeforeEach
    void fiveEvents() {
        open = List.of(listen(FINANCE, atFinance), listen("inventory-adapter", atInventory));
        anna = new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN);
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", Long.parseLong(orderId)));
        new StorefrontClient(port).send("orders/updated", body);
        await().atMost(PATIENCE)
                .until(() -> mine(atFinance).size() == 5 && mine(atInventory).size() == 5);
    }

    private BatchReceiver listen(String adapter, List<Received> received) {
        return receivers.subscribe(Topology.ORDERS, adapter, batch -> {
            batch.forEach(message -> received.add(Received.of(message)));
            return List.of();
        });
    }

    @AfterEach
    void close() {
        open.forEach(BatchReceiver::close);
    }

    @Test
    void onlyAnOperatorMayReplay() {
        String wish = SELECT.formatted(orderKey) + "}";

        assertThat(new OwnAddresses(port, null).post("/replays", wish).status()).isEqualTo(401);
        assertThat(new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN)
                        .post("/replays", wish)
                        .status())
                .isEqualTo(403);
        assertThat(new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN)
                        .get("/replays")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDryRunCountsAndSendsNothing() {
        Answer all = anna.post("/replays", SELECT.formatted(orderKey) + ",\"dryRun\":true}");
        Answer some =
                anna.post("/replays", SELECT.formatted(orderKey) + ",\"type\":\"order.refunded.v1\",\"dryRun\":true}");
        Answer none = anna.post(
                "/replays", SELECT.formatted(orderKey) + ",\"until\":\"2026-01-01T00:00:00Z\",\"dryRun\":true}");

        assertThat(all.json().get("events").longValue()).isEqualTo(5);
        assertThat(some.json().get("events").longValue()).isEqualTo(2);
        assertThat(none.json().get("events").longValue()).isZero();
        assertThat(jdbc.sql("select count(*) from replay where orderkey = :key")
                        .param("key", orderKey)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aWishThatIsIncompleteOrTooWideIsRefused() {
        assertThat(anna.post("/replays", "{\"target\":\"finance-adapter\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(anna.post("/replays", "{\"target\":\"' OR 1=1\",\"reason\":\"x\",\"orderKey\":\"k\"}")
                        .status())
                .isEqualTo(400);
        assertThat(anna.post("/replays", "{\"target\":\"finance-adapter\",\"orderKey\":\"k\"}")
                        .status())
                .isEqualTo(400);
        assertThat(anna.post("/replays", "{\"target\":").status()).isEqualTo(400);
        assertThat(anna.post("/replays", SELECT.formatted("a\\u0000b") + "}").status())
                .isEqualTo(400);
        assertThat(anna.post("/replays", SELECT.formatted(orderKey).replace("lost in", "lost\\u0000in") + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void sendsAnOrdersEventsAgainInOrderToOneAdapterAlone() {
        UUID command = UUID.randomUUID();
        String wish = SELECT.formatted(orderKey) + ",\"commandId\":\"" + command + "\"}";

        Answer accepted = anna.post("/replays", wish);
        Answer again = anna.post("/replays", wish);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> state(command).equals("done"));
        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 5);
        assertThat(replayed(atFinance)).extracting(Received::sequence).containsExactly("1", "2", "3", "4", "5");
        assertThat(replayed(atFinance))
                .allSatisfy(message -> assertThat(message.id()).endsWith(":" + command));
        assertThat(replayed(atInventory)).isEmpty();
        JsonNode standing = anna.get("/replays/" + command).json();
        assertThat(standing.get("sent").longValue()).isEqualTo(5);
        assertThat(standing.get("actor").stringValue()).isEqualTo("anna");
        assertThat(standing.get("reason").stringValue()).isEqualTo("lost in a restore");
        assertThat(anna.post("/replays", wish.replace(orderKey, "shopify:demo-shop:1"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aSecondReplayIsSentAlthoughTheBrokerSuppressesDuplicates() {
        anna.post("/replays", SELECT.formatted(orderKey) + ",\"type\":\"order.placed.v1\"}");
        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 1);
        Received first = replayed(atFinance).getFirst();
        publisher.publish(
                Topology.ORDERS,
                List.of(new OutboundMessage(first.id(), "x", "x", "application/json", Map.of(), new byte[] {'{'})));

        anna.post("/replays", SELECT.formatted(orderKey) + ",\"type\":\"order.placed.v1\"}");

        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 2);
        assertThat(atFinance.stream().filter(message -> message.id().equals(first.id())))
                .as("duplicate detection is on")
                .hasSize(1);
    }

    @Test
    void obeysACommandOnceHoweverOftenItComes() {
        UUID command = UUID.randomUUID();
        byte[] body = """
                {"kind":"replay-events","commandId":"%s","integration":"finance-adapter","orderKey":"%s",
                 "by":{"actor":"ben","role":"operator","reason":"the controller asked"}}
                """.formatted(command, orderKey).getBytes(StandardCharsets.UTF_8);
        OutboundMessage once = command(body);
        OutboundMessage other = command("{\"kind\":\"pause\"}".getBytes(StandardCharsets.UTF_8));
        OutboundMessage broken = command("{\"kind\":\"replay-events\"}".getBytes(StandardCharsets.UTF_8));

        publisher.publish(Topology.COMMANDS, List.of(other, broken, once, command(body)));

        await().atMost(PATIENCE).until(() -> replays.find(command).isPresent());
        await().atMost(PATIENCE).until(() -> state(command).equals("done"));
        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 5);
        assertThat(replays.find(command).orElseThrow().actor()).isEqualTo("ben");
    }

    @Test
    void understandsAgainWhatOneCausePutAsideInOneShopOncePerCommand() {
        UUID command = UUID.randomUUID();
        UUID nothing = UUID.randomUUID();
        new StorefrontClient(port).send("orders/updated", "{\"id\":".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).until(() -> quarantinedAt() != null);
        OffsetDateTime before = quarantinedAt();

        publisher.publish(
                Topology.COMMANDS,
                List.of(reprocess(command), reprocess(command), reprocess(nothing, "no-such-cause")));

        await().atMost(PATIENCE)
                .until(() -> answers(command).size() == 2 && answers(nothing).size() == 1);
        assertThat(answers(command))
                .allMatch(answer -> answer.contains("\"done\"") && answer.contains("1 understood once more"));
        assertThat(answers(nothing)).allMatch(answer -> answer.contains("0 understood once more"));
        // It is as unreadable as before, and was looked at.
        await().atMost(PATIENCE)
                .until(() -> quarantinedAt() != null && quarantinedAt().isAfter(before));
        assertThat(jdbc.sql(
                                "select actor || ' ' || subject || ' ' || affected from admin_action where command_id = :id")
                        .param("id", command)
                        .query(String.class)
                        .single())
                .isEqualTo("ben code not-json of shopify/demo-shop 1");
    }

    /** When the one webhook was that is not JSON; absent while it is being understood. */
    private @Nullable OffsetDateTime quarantinedAt() {
        return jdbc.sql("select ended_at from webhook_end where code = 'not-json'")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
    }

    private List<String> answers(UUID command) {
        return new TopicSpy(broker)
                .bodies(Topology.OUTCOMES).stream()
                        .filter(answer -> answer.contains(command.toString()))
                        .toList();
    }

    private static OutboundMessage reprocess(UUID command) {
        return reprocess(command, "not-json");
    }

    private static OutboundMessage reprocess(UUID command, String code) {
        return command("""
                {"kind":"reprocess-webhooks","commandId":"%s","integration":"order-ingest-service",
                 "by":{"actor":"ben","role":"operator","reason":"it is readable now"},
                 "source":"shopify","shop":"demo-shop","code":"%s"}
                """.formatted(command, code).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void goesOnWhereAnInstanceThatDiedHadComeTo() {
        UUID command = running(Duration.ofSeconds(2));

        await().atMost(PATIENCE).until(() -> state(command).equals("done"));

        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 3);
        assertThat(replayed(atFinance)).extracting(Received::sequence).containsExactly("3", "4", "5");
        assertThat(replays.find(command).orElseThrow().sent()).isEqualTo(5);
    }

    @Test
    void whatIsCancelledIsNotSentByAnybodyAnyMore() {
        UUID command = running(Duration.ofHours(1));

        JsonNode cancelled = anna.post("/replays/" + command + "/cancel", "").json();
        jdbc.sql("update replay set lease_until = now() where replay_id = :id")
                .param("id", command)
                .update();
        // The runner takes the one first that was asked for first.
        anna.post("/replays", SELECT.formatted(orderKey) + ",\"type\":\"order.placed.v1\"}");
        await().atMost(PATIENCE).until(() -> replayed(atFinance).size() == 1);

        assertThat(cancelled.get("state").stringValue()).isEqualTo("cancelled");
        assertThat(cancelled.get("endedBy").stringValue()).isEqualTo("anna");
        assertThat(replays.find(command).orElseThrow().sent()).isEqualTo(2);
        assertThat(anna.post("/replays/" + UUID.randomUUID() + "/cancel", "").status())
                .isEqualTo(404);
    }

    @Test
    void anInstanceThatLostItsLeaseOrWasCancelledMovesNothing() {
        UUID command = running(Duration.ofHours(1));
        replays.cancel(command, "anna");
        Leased stale = new Leased(command, FINANCE);

        progress.advance(stale, progress.next(stale, 2), Duration.ofSeconds(1));
        progress.end(stale);

        assertThat(replays.find(command).orElseThrow().sent()).isEqualTo(2);
        assertThat(state(command)).isEqualTo("cancelled");
    }

    /** A replay of which another instance sent two events of five before it died; its lease lasts a while. */
    private UUID running(Duration lease) {
        UUID command = UUID.randomUUID();
        jdbc.sql("""
                insert into replay (replay_id, target, orderkey, actor, reason, requested_at, state, xid, position,
                                    end_xid, end_position, events, sent, lease_owner, lease_until)
                select :id, :target, :key, 'ben', 'x', now(), 'running', e.xid, e.position, l.xid, l.position, 5, 2,
                       gen_random_uuid(), now() + make_interval(secs => :lease)
                from order_event e, order_event l
                where e.orderkey = :key and e.orderseq = 2 and l.orderkey = :key and l.orderseq = 5
                """)
                .param("id", command)
                .param("target", FINANCE)
                .param("key", orderKey)
                .param("lease", lease.toSeconds())
                .update();
        return command;
    }

    private String state(UUID command) {
        return replays.find(command).orElseThrow().state();
    }

    private List<Received> mine(List<Received> received) {
        return received.stream()
                .filter(message -> message.orderKey().equals(orderKey))
                .toList();
    }

    private List<Received> replayed(List<Received> received) {
        return mine(received).stream()
                .filter(message -> !message.command().isEmpty())
                .toList();
    }

    private static OutboundMessage command(byte[] body) {
        return new OutboundMessage(
                UUID.randomUUID().toString(),
                "replay-events",
                "none",
                "application/json",
                Map.of(Topology.TARGET, "order-ingest-service"),
                body);
    }

    /** What is looked at, read while the message is at hand. */
    record Received(String id, String orderKey, String sequence, String command) {

        static Received of(InboundMessage message) {
            return new Received(
                    message.id(),
                    message.property(Topology.ORDER_KEY).orElse(""),
                    message.property(Topology.ORDER_SEQUENCE).orElse(""),
                    message.property(Topology.COMMAND).orElse(""));
        }
    }
}
