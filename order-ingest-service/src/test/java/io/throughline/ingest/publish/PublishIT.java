package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.DataReference;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.SpanCollector;
import io.throughline.backbone.testing.SpanCollector.Collected;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.OwnAddresses.Answer;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@IngestTest(broker = TestBroker.PRESENT)
@DirtiesContext
class PublishIT {

    static final String READER = "finance-adapter";
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SENDER = "00f067aa0ba902b7";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final SpanCollector SPANS = new SpanCollector();

    @DynamicPropertySource
    static void recordsWhatIsSampled(DynamicPropertyRegistry properties) {
        properties.add("throughline.tracing.endpoint", SPANS::endpoint);
        properties.add("throughline.tracing.sample-ratio", () -> 0);
        properties.add("throughline.tracing.delay", () -> "10ms");
    }

    @AfterAll
    static void closeCollector() {
        SPANS.close();
    }

    @Autowired
    Receivers receivers;

    @Autowired
    BatchPublisher publisher;

    @LocalServerPort
    int port;

    final List<Received> received = new CopyOnWriteArrayList<>();
    BatchReceiver receiver;

    @BeforeEach
    void listen() {
        receiver = receivers.subscribe(Topology.ORDERS, READER, batch -> {
            batch.forEach(message -> received.add(Received.of(message)));
            return List.of();
        });
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void carriesASignedWebhookToTheTopicAsNumberedEvents() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {});
        Map<String, String> headers = StorefrontClient.headers("orders/updated", "event-1", body);
        headers.put("traceparent", "00-" + TRACE + "-" + SENDER + "-01");

        HttpResponse<String> answer = new StorefrontClient(port).post("/webhooks/shopify/demo-shop", headers, body);

        await().atMost(Duration.ofSeconds(30)).until(() -> mine().size() == 5);
        assertThat(mine())
                .extracting(Received::subject)
                .containsExactly(
                        "order.placed.v1",
                        "order.paid.v1",
                        "order.fulfillment-updated.v1",
                        "order.refunded.v1",
                        "order.refunded.v1");
        assertThat(mine()).extracting(Received::sequence).containsExactly("1", "2", "3", "4", "5");
        String webhookId = answer.headers().firstValue("Throughline-Webhook-Id").orElseThrow();
        assertThat(mine()).allSatisfy(message -> {
            assertThat(message.correlationId()).isEqualTo(webhookId);
            assertThat(message.traceparent()).startsWith("00-" + TRACE).endsWith("-01");
            assertThat(message.messageId()).isEqualTo(message.event().id().toString());
            assertThat(message.orderKey()).isEqualTo(message.event().orderKey());
            assertThat(message.orderRef()).isEqualTo(message.event().orderRef().toString());
            assertThat(message.event().data().order().sourceOrderId()).isEqualTo("7420982911946154508");
        });
    }

    @Test
    void hangsAllThatFollowsBelowTheSpanOfTheWebhookInTheSendersTrace() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", 4711));
        Map<String, String> headers = StorefrontClient.headers("orders/updated", "event-4711", body);
        String trace = "aaaa" + TRACE.substring(4);
        headers.put("traceparent", "00-" + trace + "-" + SENDER + "-01");

        new StorefrontClient(port).post("/webhooks/shopify/demo-shop", headers, body);

        await().atMost(PATIENCE).until(() -> of("4711").size() == 5);
        Received second = of("4711").get(1);
        report(new Gap(UUID.fromString(second.orderRef()), second.orderKey(), 2, 2));
        await().atMost(PATIENCE).until(() -> SPANS.of(trace).size() == 8);
        Collected webhook = only(trace, "POST /webhooks/{source}/{shop}");
        assertThat(webhook.kind()).isEqualTo("SERVER");
        assertThat(webhook.parent()).isEqualTo(SENDER);
        assertThat(webhook.service()).isEqualTo("order-ingest-service");
        assertThat(webhook.said("http.response.status_code")).isEqualTo("200");
        assertThat(webhook.said("throughline.receipt")).isEqualTo("accepted");
        Collected understood = only(trace, "understand");
        assertThat(understood.parent()).isEqualTo(webhook.id());
        assertThat(understood.said("throughline.events")).isEqualTo("5");
        assertThat(understood.said("throughline.order")).isEqualTo("shopify:demo-shop:4711");
        List<Collected> sent = named(trace, "send orders");
        assertThat(sent).hasSize(6).allSatisfy(each -> {
            assertThat(each.kind()).isEqualTo("PRODUCER");
            assertThat(each.parent()).isEqualTo(webhook.id());
        });
        await().atMost(PATIENCE).until(() -> of("4711").size() == 6);
        assertThat(of("4711"))
                .allSatisfy(message ->
                        assertThat(message.event().traceparent()).isEqualTo("00-" + trace + "-" + webhook.id() + "-01"))
                .extracting(message -> message.traceparent().split("-", -1)[2])
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Collected::id).toList());
    }

    @Test
    void whatIsNotSampledTravelsWithItsTraceAndIsNotExported() {
        String unsampled = "bbbb" + TRACE.substring(4);
        String sampled = "cccc" + TRACE.substring(4);
        placed("4712", Map.of("traceparent", "00-" + unsampled + "-" + SENDER + "-00"));
        placed("4713", Map.of());

        placed("4714", Map.of("traceparent", "00-" + sampled + "-" + SENDER + "-01"));

        await().atMost(PATIENCE).until(() -> named(sampled, "send orders").size() == 5);
        await().atMost(PATIENCE)
                .until(() -> !of("4712").isEmpty() && !of("4713").isEmpty());
        assertThat(of("4712")).allSatisfy(message -> {
            assertThat(message.traceparent())
                    .isEqualTo(message.event().traceparent())
                    .startsWith("00-" + unsampled)
                    .doesNotContain(SENDER)
                    .endsWith("-00");
        });
        assertThat(of("4713"))
                .allSatisfy(message -> assertThat(message.traceparent()).endsWith("-00"));
        assertThat(SPANS.spans())
                .extracting(span -> span.said("throughline.order"))
                .doesNotContain("shopify:demo-shop:4712", "shopify:demo-shop:4713");
        assertThat(SPANS.of(unsampled)).isEmpty();
    }

    private void placed(String order, Map<String, String> more) {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, json -> json.put("id", Long.parseLong(order)));
        Map<String, String> headers = StorefrontClient.headers("orders/updated", "event-" + order, body);
        headers.putAll(more);
        new StorefrontClient(port).post("/webhooks/shopify/demo-shop", headers, body);
    }

    private void report(Gap gap) {
        publisher.publish(
                Topology.OUTCOMES,
                List.of(new OutboundMessage(
                        UUID.randomUUID().toString(),
                        "gaps",
                        READER,
                        "application/json",
                        Map.of(),
                        Json.mapper()
                                .writerFor(OutcomeMessage.class)
                                .writeValueAsBytes(
                                        new GapDetected(READER, READER + "-1", Instant.now(), List.of(gap))))));
    }

    private static Collected only(String trace, String name) {
        assertThat(named(trace, name)).hasSize(1);
        return named(trace, name).getFirst();
    }

    private static List<Collected> named(String trace, String name) {
        return SPANS.of(trace).stream().filter(span -> span.name().equals(name)).toList();
    }

    private List<Received> of(String order) {
        return received.stream()
                .filter(message -> message.orderKey().endsWith(":" + order))
                .toList();
    }

    private List<Received> mine() {
        return received.stream()
                .filter(message -> message.orderKey().endsWith(":7420982911946154508"))
                .toList();
    }

    @Test
    void anOrderOfThreeHundredLinesTravelsWithoutItsDataWhichAreToBeHadHere() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {
            Fixtures.threeHundredLines(order);
            order.put("id", 300);
        });

        new StorefrontClient(port).send("orders/create", body);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        received.stream().anyMatch(message -> message.orderKey().endsWith(":300")));
        Received large = received.stream()
                .filter(message -> message.orderKey().endsWith(":300"))
                .findFirst()
                .orElseThrow();
        assertThat(large.body()).hasSizeLessThan(2000);
        DataReference reference =
                Objects.requireNonNull(new EventCodec().header(large.body()).reference());
        assertThat(new OwnAddresses(port, null).get(reference.path()).status()).isEqualTo(401);
        Answer data = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN).get(reference.path());
        assertThat(data.status()).isEqualTo(200);
        assertThat(data.whole().body()).hasSizeGreaterThan(240 * 1024);
        assertThat(reference.matches(data.whole().body())).isTrue();
        EventEnvelope<?> whole = new EventCodec()
                .read(ClaimCheck.withData(large.body(), data.whole().body()));
        assertThat(whole.id().toString()).isEqualTo(large.messageId());
        assertThat(whole.data().order().lines()).hasSize(300);
    }

    @Test
    void hasNoDataOfAnEventThatItsLogDoesNotHave() {
        OwnAddresses finance = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN);

        assertThat(finance.get(ClaimCheck.path(UUID.randomUUID())).status()).isEqualTo(404);
        assertThat(finance.get("/events/nonsense/data").status()).isEqualTo(400);
    }

    /** What is looked at, read while the message is at hand. */
    record Received(
            String messageId,
            String subject,
            String correlationId,
            String orderKey,
            String orderRef,
            String sequence,
            String traceparent,
            byte[] body) {

        EventEnvelope<?> event() {
            return new EventCodec().read(body);
        }

        static Received of(InboundMessage message) {
            return new Received(
                    message.id(),
                    message.subject().orElse(""),
                    message.correlationId().orElse(""),
                    message.property(Topology.ORDER_KEY).orElse(""),
                    message.property(Topology.ORDER_REF).orElse(""),
                    message.property(Topology.ORDER_SEQUENCE).orElse(""),
                    message.property("traceparent").orElse(""),
                    message.body());
        }
    }
}
