package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.DataReference;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.OwnAddresses.Answer;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

@IngestTest(broker = TestBroker.PRESENT)
@DirtiesContext
class PublishIT {

    static final String READER = "finance-adapter";
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Autowired
    Receivers receivers;

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
        headers.put("traceparent", TRACE);

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
            assertThat(message.traceparent()).isEqualTo(TRACE);
            assertThat(message.messageId()).isEqualTo(message.event().id().toString());
            assertThat(message.orderKey()).isEqualTo(message.event().orderKey());
            assertThat(message.orderRef()).isEqualTo(message.event().orderRef().toString());
            assertThat(message.event().data().order().sourceOrderId()).isEqualTo("7420982911946154508");
        });
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
