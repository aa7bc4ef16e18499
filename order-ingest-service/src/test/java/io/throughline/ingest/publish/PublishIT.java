package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.StorefrontClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "throughline.ingest.shops[0].source=shopify",
            "throughline.ingest.shops[0].slug=demo-shop",
            "throughline.ingest.shops[0].secrets[0]=" + StorefrontClient.SECRET,
            "throughline.ingest.shops[0].owned-from=2026-01-01T00:00:00Z"
        })
@DirtiesContext
class PublishIT {

    static final String READER = "operations-dashboard";
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("""
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
                {"Name": "orders", "Subscriptions": [{"Name": "operations-dashboard", "Rules": [
                    {"Name": "target", "Properties": {"FilterType": "Sql", "SqlFilter": {
                        "SqlExpression": "target IS NULL OR target = 'operations-dashboard'"}}}]}]}]}]}}
            """);

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }
    }

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        registry.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
    }

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

        await().atMost(Duration.ofSeconds(30)).until(() -> received.size() == 5);
        assertThat(received)
                .extracting(Received::subject)
                .containsExactly(
                        "order.placed.v1",
                        "order.paid.v1",
                        "order.fulfillment-updated.v1",
                        "order.refunded.v1",
                        "order.refunded.v1");
        assertThat(received).extracting(Received::sequence).containsExactly("1", "2", "3", "4", "5");
        String webhookId = answer.headers().firstValue("Throughline-Webhook-Id").orElseThrow();
        assertThat(received).allSatisfy(message -> {
            assertThat(message.correlationId()).isEqualTo(webhookId);
            assertThat(message.traceparent()).isEqualTo(TRACE);
            assertThat(message.messageId()).isEqualTo(message.event().id().toString());
            assertThat(message.orderKey()).isEqualTo(message.event().orderKey());
            assertThat(message.orderRef()).isEqualTo(message.event().orderRef().toString());
            assertThat(message.event().data().order().sourceOrderId()).isEqualTo("7420982911946154508");
        });
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
            EventEnvelope<?> event) {

        static Received of(InboundMessage message) {
            return new Received(
                    message.id(),
                    message.subject().orElse(""),
                    message.correlationId().orElse(""),
                    message.property(Topology.ORDER_KEY).orElse(""),
                    message.property(Topology.ORDER_REF).orElse(""),
                    message.property(Topology.ORDER_SEQUENCE).orElse(""),
                    message.property("traceparent").orElse(""),
                    new EventCodec().read(message.body()));
        }
    }
}
