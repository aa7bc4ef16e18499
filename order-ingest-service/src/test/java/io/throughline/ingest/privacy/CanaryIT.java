package io.throughline.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.models.AmqpAnnotatedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.throughline.backbone.testing.SpanCollector;
import io.throughline.backbone.testing.TableScan;
import io.throughline.emulator.Emulator;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import io.throughline.ingest.TopicSpy;
import io.throughline.ingest.storefront.StandardSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Orders in which every personal field says "wagtail" go in; the word is looked for wherever it has no business. */
@IngestTest(broker = TestBroker.PRESENT)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class CanaryIT {

    static final String CANARY = "wagtail";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Emulator broker;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    static final SpanCollector SPANS = new SpanCollector();

    final List<String> answers = new CopyOnWriteArrayList<>();

    @DynamicPropertySource
    static void recordsEveryTrace(DynamicPropertyRegistry properties) {
        properties.add("throughline.tracing.endpoint", SPANS::endpoint);
        properties.add("throughline.tracing.sample-ratio", () -> 1);
        properties.add("throughline.tracing.delay", () -> "10ms");
    }

    @AfterAll
    static void close() {
        SPANS.close();
    }

    @Test
    void personalDataStayWhereTheyAreNeeded(CapturedOutput output) {
        acceptedOrders();
        notUnderstood();
        refused();

        await().atMost(PATIENCE).until(() -> count("webhook_todo") == 0 && count("webhook") == 5);
        await().atMost(PATIENCE).until(() -> messages().size() == count("order_event"));
        await().atMost(PATIENCE).until(() -> count("refused_webhook") == 2);
        answers.add(admin("/admin/quarantine"));
        answers.add(admin("/admin/quarantine/webhooks"));
        answers.add(admin("/admin/refusals"));
        answers.add(admin("/log?since=2026-01-01T00:00:00Z"));
        assertThat(count("webhook_end where result = 'quarantined'")).isEqualTo(3);
        assertThat(answers).noneSatisfy(CanaryIT::sings);
        assertThat(messages()).isNotEmpty().noneSatisfy(CanaryIT::sings);
        assertThat(get(managementPort, "/actuator/prometheus", Map.of()))
                .contains("throughline_webhooks_total")
                .doesNotContainIgnoringCase(CANARY);
        assertThat(output.getAll()).contains("webhook.quarantined").doesNotContainIgnoringCase(CANARY);
        await().atMost(PATIENCE).until(() -> SPANS.everything().contains("understand"));
        await().atMost(PATIENCE).until(() -> SPANS.everything().contains("send orders"));
        assertThat(SPANS.everything())
                .contains("/webhooks/{source}/{shop}")
                .doesNotContainIgnoringCase(CANARY)
                .doesNotContain(StorefrontClient.SECRET);
        assertThat(new TableScan(jdbc).findings(List.of(CANARY)))
                .containsExactly("order_event.body", "order_state.snapshot");
    }

    @Test
    void anErrorOfTheDatabaseQuotesNoRow() {
        JdbcClient.StatementSpec insert =
                jdbc.sql("insert into relay (name) values (:name)").param("name", CANARY);
        insert.update();

        assertThatThrownBy(insert::update)
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("relay_pk")
                .message()
                .doesNotContain(CANARY);
        assertThat(jdbc.sql("delete from relay where name = :name")
                        .param("name", CANARY)
                        .update())
                .isOne();
    }

    private void acceptedOrders() {
        shopify("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, order -> Canary.sing(order, CANARY)));
        standard(Fixtures.body(Fixtures.CANONICAL, order -> Canary.sing(order, CANARY)));
    }

    /** Values of the wrong kind, which a parser would like to quote. */
    private void notUnderstood() {
        shopify("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {
            Canary.sing(order, CANARY);
            order.put("id", 1).put("created_at", "Wagtail Street");
        }));
        standard(Fixtures.body(Fixtures.CANONICAL, order -> {
            Canary.sing(order, CANARY);
            order.put("sourceOrderId", "2").put("createdAt", "wagtail@wagtail.test");
        }));
        shopify("orders/create", "{\"note\": \"Wagtail\", \"email\": wagtail}".getBytes(StandardCharsets.UTF_8));
    }

    private void refused() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> Canary.sing(order, CANARY));
        StorefrontClient client = new StorefrontClient(port);
        answers.add(client.post("/webhooks/shopify/demo-shop", Map.of("X-Shopify-Topic", "orders/create"), body)
                .body());
        answers.add(client.post("/webhooks/shopify/no-such-shop", Map.of("X-Shopify-Topic", "orders/create"), body)
                .body());
    }

    private static void sings(String text) {
        assertThat(text).containsIgnoringCase(CANARY);
    }

    /** Everything of the messages on the topic but their bodies. */
    private List<String> messages() {
        return new TopicSpy(broker)
                .messages("orders").stream().map(CanaryIT::withoutBody).toList();
    }

    private static String withoutBody(ServiceBusReceivedMessage message) {
        AmqpAnnotatedMessage raw = message.getRawAmqpMessage();
        return String.join(
                " ",
                message.getMessageId(),
                message.getSubject(),
                message.getCorrelationId(),
                raw.getApplicationProperties().toString(),
                raw.getMessageAnnotations().toString(),
                raw.getDeliveryAnnotations().toString(),
                raw.getFooter().toString());
    }

    private void shopify(String topic, byte[] body) {
        HttpResponse<String> answer = new StorefrontClient(port).send(topic, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        answers.add(answer.body() + answer.headers().map());
    }

    private void standard(byte[] order) {
        byte[] body = ("{\"type\":\"order.updated\",\"timestamp\":\"" + clock.instant() + "\",\"data\":"
                        + new String(order, StandardCharsets.UTF_8) + "}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                StandardSigner.headers("msg_" + UUID.randomUUID(), StandardSigner.key(), clock.instant(), body);
        HttpResponse<String> answer = new StorefrontClient(port).post("/webhooks/standard/own-shop", headers, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        answers.add(answer.body() + answer.headers().map());
    }

    private String admin(String path) {
        return get(port, path, Map.of("Authorization", "Bearer " + OwnAddresses.OPERATOR_TOKEN));
    }

    private static String get(int port, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
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
