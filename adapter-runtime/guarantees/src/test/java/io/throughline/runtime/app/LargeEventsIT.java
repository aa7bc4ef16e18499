package io.throughline.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.events.Topology;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Events without their data over a real AMQP broker, the data over real HTTP. */
@SpringBootTest(
        classes = {TestAdapter.class, LargeEventsIT.Database.class},
        properties = {
            "throughline.runtime.ingest.token=" + LargeEventsIT.TOKEN,
            "throughline.runtime.ingest.tries=2",
            "throughline.runtime.ingest.pause=50ms"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class LargeEventsIT {

    static final String TOKEN = "token-of-the-adapter-for-tests";
    static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("broker.json");

    static final Map<String, byte[]> DATA = new ConcurrentHashMap<>();
    static final HttpServer INGEST = ingest();

    @TestConfiguration
    static class Database {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
        properties.add(
                "throughline.runtime.ingest.base-url",
                () -> "http://127.0.0.1:" + INGEST.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        INGEST.stop(0);
    }

    @Autowired
    TestAdapter adapter;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @Test
    void actsOnAnEventOfWhichTheDataAreFetched() {
        give(1, data(1));

        publisher.publish(Topology.ORDERS, List.of(large(1)));

        await().atMost(LIMIT).until(() -> adapter.handled.contains("standard:shop:1/1"));
        assertThat(settled()).isTrue();
    }

    @Test
    void whatCannotBeFetchedStaysOnTheBrokerAndHoldsUpNothingElse(CapturedOutput output) {
        List<OutboundMessage> others =
                IntStream.rangeClosed(101, 400).mapToObj(LargeEventsIT::small).toList();

        publisher.publish(Topology.ORDERS, List.of(large(2)));
        publisher.publish(Topology.ORDERS, others);

        await().atMost(LIMIT).until(() -> handled(101, 400) == 300);
        await().atMost(LIMIT).until(() -> output.getOut().contains("event.data-not-fetched"));
        assertThat(adapter.handled).doesNotContain("standard:shop:2/1");
        assertThat(held()).isPositive();

        give(2, data(2));
        await().atMost(LIMIT).until(() -> adapter.handled.contains("standard:shop:2/1"));
    }

    @Test
    void takesNoDataButThoseThatTheEventSpeaksOf(CapturedOutput output) {
        give(3, "{\"order\":{}}".getBytes(StandardCharsets.UTF_8));
        publisher.publish(Topology.ORDERS, List.of(large(3)));
        await().atMost(LIMIT).until(() -> output.getOut().contains("do not hash to"));
        assertThat(adapter.handled).doesNotContain("standard:shop:3/1");

        give(3, data(3));

        await().atMost(LIMIT).until(() -> adapter.handled.contains("standard:shop:3/1"));
        assertThat(jdbc.sql("select count(*) from dead_letter")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void endsTheDeliveryOfAnEventOfWhichThePersonWasErasedBeforeItsDataWereFetched() {
        byte[] redacted = new String(data(4), StandardCharsets.UTF_8)
                .replace("\"#4\"", "\"erased\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(redacted).isNotEqualTo(data(4));
        give(4, redacted);
        DATA.put(ClaimCheck.erasedPath(SampleEvents.placed(4, 1).eventId()), redacted);

        publisher.publish(Topology.ORDERS, List.of(large(4)));

        await().atMost(LIMIT).until(() -> adapter.handled.contains("standard:shop:4/1"));
        assertThat(settled()).isTrue();
    }

    private long handled(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .filter(order -> adapter.handled.contains("standard:shop:" + order + "/1"))
                .count();
    }

    private static boolean settled() {
        await().atMost(LIMIT).until(() -> held() == 0);
        return true;
    }

    private static long held() {
        EntityCounts counts = BROKER.emulator().entity("orders/subscriptions/test-adapter");
        return 0L + counts.active() + counts.locked() + counts.deadLettered();
    }

    private static void give(int order, byte[] data) {
        DATA.put(ClaimCheck.path(SampleEvents.placed(order, 1).eventId()), data);
    }

    private static byte[] data(int order) {
        return ClaimCheck.data(SampleEvents.body(order, 1));
    }

    private static OutboundMessage large(int order) {
        NewDelivery event = SampleEvents.placed(order, 1);
        return message(event, ClaimCheck.withoutData(SampleEvents.body(order, 1), event.eventId()));
    }

    private static OutboundMessage small(int order) {
        return message(SampleEvents.placed(order, 1), SampleEvents.body(order, 1));
    }

    private static OutboundMessage message(NewDelivery event, byte[] body) {
        return new OutboundMessage(
                event.eventId().toString(), event.type(), "", "application/cloudevents+json", Map.of(), body);
    }

    private static HttpServer ingest() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/events/", LargeEventsIT::answer);
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] data = DATA.get(exchange.getRequestURI().getPath());
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (data == null || !known) {
                exchange.sendResponseHeaders(known ? 404 : 401, -1);
                return;
            }
            exchange.sendResponseHeaders(200, data.length);
            exchange.getResponseBody().write(data);
        }
    }
}
