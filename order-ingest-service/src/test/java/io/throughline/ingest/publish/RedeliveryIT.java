package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.emulator.Emulator;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.store.Redeliveries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gap reports over a real AMQP broker that has duplicate detection on, events from a real log. */
@ReplayTest
@ExtendWith(OutputCaptureExtension.class)
class RedeliveryIT {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String FINANCE = "finance-adapter";
    static final String INVENTORY = "inventory-adapter";

    @Autowired
    Receivers receivers;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Redeliveries redeliveries;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Emulator broker;

    @LocalServerPort
    int port;

    final List<Received> atFinance = new CopyOnWriteArrayList<>();
    final List<Received> atInventory = new CopyOnWriteArrayList<>();
    final String orderId = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62));
    final String orderKey = "shopify:demo-shop:" + orderId;
    List<BatchReceiver> open = List.of();

    @BeforeEach
    void listen() {
        open = List.of(listen(FINANCE, atFinance), listen(INVENTORY, atInventory));
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
    void sendsExactlyTheMissingEventsAgainAndToTheAdapterThatMissesThem() {
        UUID orderRef = fiveEvents();
        double before = count(FINANCE, "sent");

        report(FINANCE, new Gap(orderRef, orderKey, 2, 3));

        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 2);
        await().atMost(PATIENCE).until(() -> count(FINANCE, "sent") == before + 2);
        assertThat(redelivered(atFinance)).extracting(Received::sequence).containsExactly("2", "3");
        assertThat(redelivered(atFinance)).allSatisfy(again -> {
            Received first = first(again.sequence());
            assertThat(again.messageId()).isEqualTo(first.messageId() + ":" + again.command());
            assertThat(again.target()).isEqualTo(FINANCE);
            assertThat(again.eventId()).isEqualTo(first.eventId());
            assertThat(again.orderRef()).isEqualTo(orderRef.toString());
            assertThat(again.orderKey()).isEqualTo(orderKey);
            assertThat(again.traceparent()).isEqualTo(first.traceparent());
            // no span is recorded here, of its sending neither
            assertThat(again.traceparent()).isEqualTo(again.event().traceparent());
            assertThat(again.correlationId()).isEqualTo(first.correlationId());
        });
        assertThat(redelivered(atInventory)).isEmpty();
    }

    @Test
    void whatIsReportedAgainWithinAMinuteIsSentOnceAndAfterAMinuteOnceMore() {
        UUID orderRef = fiveEvents();
        double before = count(FINANCE, "sent");

        report(FINANCE, new Gap(orderRef, orderKey, 1, 1), new Gap(orderRef, orderKey, 1, 2));
        report(FINANCE, new Gap(orderRef, orderKey, 1, 2));
        report(INVENTORY, new Gap(orderRef, orderKey, 1, 1));
        report(FINANCE, new Gap(orderRef, orderKey, 2, 3));
        await().atMost(PATIENCE).until(() -> redelivered(atInventory).size() == 1);
        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 3);
        assertThat(redelivered(atFinance)).extracting(Received::sequence).containsExactly("1", "2", "3");

        jdbc.sql("update redelivery set asked_at = asked_at - interval '61 seconds' where orderseq = 1")
                .update();
        report(FINANCE, new Gap(orderRef, orderKey, 1, 3));

        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 4);
        await().atMost(PATIENCE).until(() -> count(FINANCE, "sent") == before + 4);
        assertThat(redelivered(atFinance)).extracting(Received::sequence).containsExactly("1", "2", "3", "1");
        assertThat(redelivered(atFinance)).extracting(Received::messageId).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatTheLogDoesNotHaveIsCountedAndTheOthersAreSent() {
        UUID orderRef = fiveEvents();
        double before = count(FINANCE, "unknown");

        report(FINANCE, new Gap(orderRef, orderKey, 5, 7), new Gap(UUID.randomUUID(), "shopify:demo-shop:0", 1, 1));

        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 1);
        await().atMost(PATIENCE).until(() -> count(FINANCE, "unknown") == before + 3);
        assertThat(redelivered(atFinance)).extracting(Received::sequence).containsExactly("5");
    }

    @Test
    void otherReportsStopNothingAndAnUnreadableOneIsToldOf(CapturedOutput output) {
        UUID orderRef = fiveEvents();

        say("not json".getBytes(StandardCharsets.UTF_8));
        say("{\"kind\":\"of-a-later-release\",\"integration\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        say(written(new Heartbeat(FINANCE, "one", Instant.now(), 0, 0, 0, 0, null, "closed", false, null, null, null)));
        report(FINANCE, new Gap(orderRef, orderKey, 4, 4));

        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 1);
        await().atMost(PATIENCE).until(() -> output.getOut().contains("dead-letter.unreadable"));
        await().atMost(PATIENCE).until(() -> deadLetters() == 0);
    }

    @Test
    void aGapLongerThanOneBatchIsFilledToItsBound() {
        UUID orderRef = fiveEvents();
        double before = count(FINANCE, "unknown");

        report(
                FINANCE,
                new Gap(UUID.randomUUID(), "shopify:demo-shop:0", 1, Integer.MAX_VALUE),
                new Gap(UUID.randomUUID(), "shopify:demo-shop:1", 101, 150),
                new Gap(orderRef, orderKey, 1, 1));

        await().atMost(PATIENCE).until(() -> redelivered(atFinance).size() == 1);
        await().atMost(PATIENCE).until(() -> count(FINANCE, "unknown") == before + 150);
    }

    @Test
    void ofSeveralInstancesOneTakesAnEventUnlessItCouldNotSendIt() {
        List<Gap> gaps = List.of(new Gap(UUID.randomUUID(), orderKey, 1, 3));
        UUID mine = UUID.randomUUID();

        assertThat(redeliveries.take(gaps, FINANCE, mine, 100)).hasSize(3);
        assertThat(redeliveries.take(gaps, FINANCE, UUID.randomUUID(), 100)).isEmpty();
        redeliveries.giveBack(mine);

        assertThat(redeliveries.take(gaps, FINANCE, UUID.randomUUID(), 100)).hasSize(3);
    }

    /** Placed, paid, fulfillment-updated, refunded twice. */
    private UUID fiveEvents() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", Long.parseLong(orderId)));
        new StorefrontClient(port).send("orders/updated", body);
        await().atMost(PATIENCE).until(() -> firsts().count() == 5);
        return UUID.fromString(firsts().findFirst().orElseThrow().orderRef());
    }

    private Stream<Received> firsts() {
        return atFinance.stream()
                .filter(message ->
                        message.orderKey().equals(orderKey) && message.command().isEmpty());
    }

    private Received first(String sequence) {
        return firsts().filter(message -> message.sequence().equals(sequence))
                .findFirst()
                .orElseThrow();
    }

    private List<Received> redelivered(List<Received> received) {
        return received.stream()
                .filter(message -> message.orderKey().equals(orderKey)
                        && !message.command().isEmpty())
                .toList();
    }

    private double count(String integration, String result) {
        return meters.counter("throughline.redeliveries", "integration", integration, "result", result)
                .count();
    }

    private long deadLetters() {
        return broker.entity("outcomes/subscriptions/order-ingest-service").deadLettered();
    }

    private void report(String integration, Gap... gaps) {
        say(written(new GapDetected(integration, integration + "-1", Instant.now(), List.of(gaps))));
    }

    private static byte[] written(OutcomeMessage message) {
        return Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(message);
    }

    private void say(byte[] body) {
        publisher.publish(
                Topology.OUTCOMES,
                List.of(new OutboundMessage(
                        UUID.randomUUID().toString(), "report", "none", "application/json", Map.of(), body)));
    }

    /** What is looked at, read while the message is at hand. */
    record Received(
            String messageId,
            String orderKey,
            String orderRef,
            String sequence,
            String command,
            String target,
            String correlationId,
            String traceparent,
            EventEnvelope<?> event) {

        UUID eventId() {
            return event.id();
        }

        static Received of(InboundMessage message) {
            return new Received(
                    message.id(),
                    message.property(Topology.ORDER_KEY).orElse(""),
                    message.property(Topology.ORDER_REF).orElse(""),
                    message.property(Topology.ORDER_SEQUENCE).orElse(""),
                    message.property(Topology.COMMAND).orElse(""),
                    message.property(Topology.TARGET).orElse(""),
                    message.correlationId().orElse(""),
                    message.property("traceparent").orElse(""),
                    new EventCodec().read(message.body()));
        }
    }
}
