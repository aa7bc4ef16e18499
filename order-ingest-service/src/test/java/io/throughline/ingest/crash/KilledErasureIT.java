package io.throughline.ingest.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.testing.TableScan;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.Emulator;
import io.throughline.events.command.Command;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestMain;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import io.throughline.ingest.TopicSpy;
import io.throughline.ingest.crash.HaltingDataSource.Point;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.privacy.Canary;
import io.throughline.ingest.privacy.PersonalTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.node.ObjectNode;

/** Killed again and again while somebody is erased; each life goes on where the one before it was killed. */
class KilledErasureIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long FIRST_ORDER = 9_100_000_000_000_000_000L;
    private static final long CUSTOMER = 9_100_000_000_000_000_777L;
    private static final int ORDERS = 5;

    @TempDir
    Path folder;

    final Emulator broker = TestBroker.PRESENT.start().orElseThrow();
    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl()));
    final List<String> settings = Settings.of(
            database,
            broker,
            "throughline.ingest.erasure.orders=2",
            "throughline.ingest.erasure.bodies=2",
            "throughline.ingest.erasure.sweep=100ms",
            "throughline.ingest.erasure.blocked=100ms");

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void erasesEverythingAndTellsOfItAsOnceWhereverItIsKilled() throws IOException {
        killedOnceItIsWished();
        assertThat(count("tombstone")).isPositive();
        assertThat(stage()).isEqualTo("orders");
        assertThat(told()).isEmpty();
        long events = count("order_event");

        killedAgain(Point.ERASURE_HALF_REDACTED);
        assertThat(count("erasure_order where redacted")).as("a batch of two").isEqualTo(2);
        assertThat(new TableScan(jdbc).findings(List.of("dunlin")))
                .contains("order_event.body", "order_state.snapshot");
        assertThat(told()).isEmpty();

        killedAgain(Point.ERASURE_TOLD_BEFORE_MARK);
        assertThat(stage()).isEqualTo("telling");
        assertThat(count("webhook where body <> ''")).as("raw bodies go last").isGreaterThanOrEqualTo(ORDERS);
        assertThat(told()).hasSize(1);

        killedAgain(Point.ERASURE_HALF_OF_BODIES);
        assertThat(stage()).isEqualTo("webhooks");
        assertThat(count("webhook where topic = 'orders/create' and body = ''"))
                .as("a batch of two")
                .isEqualTo(2);
        assertThat(told()).as("again after the crash").hasSize(2);

        try (ConfigurableApplicationContext last =
                new SpringApplicationBuilder(IngestMain.SERVICE).run(settings.toArray(String[]::new))) {
            await().atMost(PATIENCE).until(() -> stage().equals("done"));
            assertThat(count("erasure where raw_bodies = " + ORDERS))
                    .as("each raw body counted once")
                    .isEqualTo(1);
            comesAgain(last);
            assertErased(last, events);
        }
    }

    private void killedOnceItIsWished() throws IOException {
        try (ChildIngest life = ChildIngest.start(Point.ERASURE_WISHED, folder, settings)) {
            StorefrontClient storefront = new StorefrontClient(life.port().orElseThrow());
            for (int number = 0; number < ORDERS; number++) {
                assertThat(storefront
                                .send("orders/create", "event-" + number, order(number, "dunlin"))
                                .statusCode())
                        .isEqualTo(200);
            }
            storefront.send("orders/create", "event-" + ORDERS, order(ORDERS, "shearwater"));
            await().atMost(PATIENCE).until(() -> count("webhook_todo") == 0 && isPublished());
            storefront.send("customers/redact", "wish", """
                    {"shop_id": 1, "customer": {"id": %d, "email": "dunlin@dunlin.test"}, "orders_to_redact": []}""".formatted(CUSTOMER).getBytes(StandardCharsets.UTF_8));
            assertThat(life.exitCode()).isEqualTo(HaltingDataSource.KILLED);
        }
    }

    private void killedAgain(Point point) throws IOException {
        try (ChildIngest life = ChildIngest.start(point, folder, settings)) {
            assertThat(life.exitCode()).as("%s", point).isEqualTo(HaltingDataSource.KILLED);
        }
    }

    /** A late retry, and a change of which the storefront tells with everything it still knows of the person. */
    private void comesAgain(ConfigurableApplicationContext life) {
        StorefrontClient storefront =
                new StorefrontClient(life.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        assertThat(storefront
                        .send("orders/create", "event-0", order(0, "dunlin"))
                        .statusCode())
                .isEqualTo(200);
        byte[] moved = Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            write(body, 1, "dunlin");
            body.put("updated_at", "2026-08-01T00:00:00Z");
            ((ObjectNode) body.path("shipping_address")).put("city", "Dunlinville");
        });
        assertThat(storefront.send("orders/updated", "moved", moved).statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> count("webhook_todo") == 0);
    }

    private void assertErased(ConfigurableApplicationContext life, long events) {
        PersonalTraces traces = new PersonalTraces(jdbc, life.getBean(Seal.class));
        assertThat(traces.of("dunlin")).isEmpty();
        assertThat(traces.of("shearwater")).contains("order_event.body", "order_state.snapshot", "webhook.body");
        assertThat(count("order_event")).as("no event derives from it").isEqualTo(events);
        assertThat(new TopicSpy(broker)
                        .messages("orders").stream()
                                .map(message -> message.getMessageId())
                                .distinct())
                .as("nor is one sent")
                .hasSize(Math.toIntExact(events));
        assertThat(told().stream().distinct())
                .as("under the same id, so that it counts once")
                .singleElement()
                .satisfies(command -> assertThat(command.orders())
                        .extracting(ErasedOrder::orderKey)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ORDERS)
                                .mapToObj(KilledErasureIT::key)
                                .toList()));
        assertThat(count("erasure where orders = " + ORDERS))
                .as("each counted once")
                .isEqualTo(1);
    }

    private static byte[] order(int number, String word) {
        return Fixtures.body(Fixtures.SHOPIFY_FULL, body -> write(body, number, word));
    }

    private static void write(ObjectNode body, int number, String word) {
        Canary.sing(body, word);
        body.put("id", FIRST_ORDER + number);
        ((ObjectNode) body.path("customer")).put("id", word.equals("dunlin") ? CUSTOMER : CUSTOMER + 1);
    }

    private static String key(int number) {
        return "shopify:demo-shop:" + (FIRST_ORDER + number);
    }

    private List<EraseOrders> told() {
        return new TopicSpy(broker)
                .bodies("commands").stream()
                        .map(body -> Json.mapper().readValue(body, Command.class))
                        .filter(EraseOrders.class::isInstance)
                        .map(EraseOrders.class::cast)
                        .toList();
    }

    private String stage() {
        return jdbc.sql("select stage from erasure").query(String.class).single();
    }

    private boolean isPublished() {
        return count("order_event e where exists (select from relay r where r.name = 'order_event'"
                        + " and (e.xid, e.position) > (r.xid, r.position))")
                == 0;
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
