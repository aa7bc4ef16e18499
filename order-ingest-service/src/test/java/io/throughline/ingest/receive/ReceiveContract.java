package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.storefront.StandardSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** What ingest promises to a storefront, whichever PostgreSQL it stands on. The broker is away all the time. */
@IngestTest
@TestPropertySource(
        properties = {
            "throughline.ingest.writer.timeout=1s",
            "throughline.ingest.request.max-body=64KB",
            "throughline.ingest.understanding.sweep=500ms",
            "throughline.ingest.relay.lease=1s",
            "throughline.ingest.shops[2].source=cloudevents",
            "throughline.ingest.shops[2].slug=partner",
            "throughline.ingest.shops[2].secrets[0]=whsec_" + ReceiveContract.PARTNER_SECRET,
            "throughline.ingest.shops[2].owned-from=2026-01-01T00:00:00Z"
        })
@DirtiesContext
abstract class ReceiveContract {

    static final String PARTNER_SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Seal seal;

    @Autowired
    DataSource dataSource;

    @LocalServerPort
    int port;

    StorefrontClient storefront;
    long orderId;

    @BeforeEach
    void newOrder() {
        storefront = new StorefrontClient(port);
        orderId = ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62);
    }

    @Test
    void acceptsASignedWebhookAndPublishesWhatItMeans() {
        HttpResponse<String> answer = storefront.send("orders/create", order(body -> {}));

        assertThat(answer.statusCode()).isEqualTo(200);
        UUID webhook = webhookId(answer);
        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events").containsEntry("orderkey", orderKey());
        assertThat(types())
                .containsExactly(
                        "1 order.placed.v1",
                        "2 order.paid.v1",
                        "3 order.fulfillment-updated.v1",
                        "4 order.refunded.v1",
                        "5 order.refunded.v1");
        assertThat(count("webhook_todo")).isZero();
    }

    @Test
    void keepsTheBytesThatWereSigned() {
        byte[] body = order(json -> {});

        UUID webhook = webhookId(storefront.send("orders/create", body));

        byte[] stored = jdbc.sql("select body from webhook where id = :id")
                .param("id", webhook)
                .query((row, index) -> row.getBytes("body"))
                .single();
        assertThat(Deflated.inflate(seal.open(stored, webhook), 1 << 20)).isEqualTo(body);
    }

    @Test
    void answersADuplicateAsTheFirstAndDoesNothing() {
        byte[] body = order(json -> {});

        UUID first = webhookId(storefront.send("orders/create", "event-" + orderId, body));
        HttpResponse<String> second = storefront.send("orders/create", "event-" + orderId, body);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(webhookId(second)).isEqualTo(first);
        awaitEnd(first);
        assertThat(types()).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void tellsOnlyWhatIsNewerAndChanged() {
        UUID paid = webhookId(storefront.send("orders/create", order(body -> {})));
        awaitEnd(paid);

        UUID noted = webhookId(storefront.send(
                "orders/updated",
                order(body -> body.put("updated_at", "2026-05-10T00:00:00Z").put("note", "new"))));
        UUID old = webhookId(storefront.send(
                "orders/updated",
                order(body -> body.put("updated_at", "2026-05-01T00:00:00Z").put("note", "old"))));
        UUID other = webhookId(storefront.send(
                "orders/updated",
                order(body -> body.put("updated_at", "2026-05-10T00:00:00Z").put("note", "neither"))));
        UUID same = webhookId(storefront.send(
                "orders/paid",
                order(body -> body.put("updated_at", "2026-05-10T00:00:00Z").put("note", "new"))));

        List.of(noted, old, other, same).forEach(this::awaitEnd);
        assertThat(end(noted)).containsEntry("result", "events");
        assertThat(end(old)).containsEntry("result", "no-change").containsEntry("code", "older");
        assertThat(end(other)).containsEntry("result", "quarantined").containsEntry("code", "same-version-differs");
        assertThat(end(same)).containsEntry("result", "no-change").containsEntry("code", "same");
        assertThat(types()).hasSize(6).endsWith("6 order.changed.v1");
    }

    @Test
    void staysSilentAboutOrdersFromBeforeGoLive() {
        UUID webhook = webhookId(
                storefront.send("orders/updated", order(body -> body.put("created_at", "2025-12-31T23:59:59Z"))));

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "no-change").containsEntry("code", "before-go-live");
        assertThat(types()).isEmpty();
    }

    @Test
    void tellsOfADeletedOrderWhatComesLateButDoesNotBringItBack() {
        UUID deletion = webhookId(
                storefront.send("orders/delete", ("{\"id\": " + orderId + "}").getBytes(StandardCharsets.UTF_8)));
        awaitEnd(deletion);

        UUID late = webhookId(storefront.send("orders/create", order(body -> {})));

        awaitEnd(late);
        assertThat(end(deletion)).containsEntry("code", "never-seen");
        assertThat(end(late)).containsEntry("result", "events");
        assertThat(types()).startsWith("1 order.placed.v1").endsWith("6 order.deleted.v1");
        assertThat(jdbc.sql("select order_status from order_state where orderkey = :key")
                        .param("key", orderKey())
                        .query(String.class)
                        .single())
                .isEqualTo("deleted");
    }

    @Test
    void quarantinesWhatItCannotUnderstandAndAnswersAsAlways() {
        assertQuarantined("orders/create", "not json".getBytes(StandardCharsets.UTF_8), "not-json");
        assertQuarantined("orders/create", new byte[0], "not-json");
        assertQuarantined("orders/create", "[1]".getBytes(StandardCharsets.UTF_8), "not-json");
        assertQuarantined("orders/create", "{\"id\": 1, \"id\": 2}".getBytes(StandardCharsets.UTF_8), "not-json");
        assertQuarantined("orders/create", "{\"id\": \0}".getBytes(StandardCharsets.UTF_8), "not-json");
        assertQuarantined("orders/create", order(body -> body.put("note", "a\0b")), "contains-nul");
        assertQuarantined("orders/create", "{\"id\": 1}".getBytes(StandardCharsets.UTF_8), "missing-field");
        assertQuarantined("refunds/create", "{\"order_id\": 1}".getBytes(StandardCharsets.UTF_8), "hint-needs-fetch");
        assertQuarantined("carts/create", "{}".getBytes(StandardCharsets.UTF_8), "topic-not-supported");
        assertQuarantined("orders/create", order(body -> body.put("currency", "GOLD")), "malformed-field");
    }

    @Test
    void takesAnOrderOfAnySizeThatARequestMayHave() {
        byte[] body = order(json -> json.put("note", "x".repeat(45_000)));

        UUID large = webhookId(storefront.send("orders/create", body));

        awaitEnd(large);
        assertThat(end(large)).containsEntry("result", "events");
    }

    @Test
    void quarantinesARowThatCannotBeUnpackedAndNoOther() {
        UUID broken = UUID.randomUUID();
        jdbc.sql("""
                        with bad as (
                            insert into webhook (id, source, shop, delivery_key, headers, body, received_at, traceparent)
                            values (:id, 'shopify', 'demo-shop', :id, 'not deflated', '', now(), decode(repeat('01', 26), 'hex'))
                            returning id)
                        insert into webhook_todo select id from bad
                        """).param("id", broken).update();

        UUID next = webhookId(storefront.send("orders/create", order(body -> {})));

        List.of(broken, next).forEach(this::awaitEnd);
        assertThat(end(broken)).containsEntry("result", "quarantined").containsEntry("code", "mapping-failed");
        assertThat(end(next)).containsEntry("result", "events");
    }

    @Test
    void keepsABodyWhoseKeyIsMissingUntilTheKeyIsThere() {
        UUID webhook = webhookId(storefront.send("orders/create", order(body -> {})));
        awaitEnd(webhook);

        understandAgain(webhook, 9);
        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "quarantined").containsEntry("code", "key-missing");

        understandAgain(webhook, 1);
        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "no-change").containsEntry("code", "same");
    }

    /** As if its body had been encrypted with this key; another webhook wakes the worker. */
    private void understandAgain(UUID webhook, int key) {
        jdbc.sql("update webhook set body = set_byte(body, 0, :key) where id = :id")
                .param("key", key)
                .param("id", webhook)
                .update();
        jdbc.sql("""
                        with again as (delete from webhook_end where webhook_id = :id returning webhook_id)
                        insert into webhook_todo (webhook_id) select webhook_id from again
                        """).param("id", webhook).update();
        storefront.send("orders/create", order(body -> {}));
    }

    @Test
    void refusesAWrongSignatureAndTellsNoSecret() {
        Map<String, String> headers = StorefrontClient.headers("orders/create", "e", order(body -> {}));
        headers.put("X-Shopify-Hmac-Sha256", "d3Jvbmc=");
        long before = count("webhook");
        long refused = count("refused_webhook");

        HttpResponse<String> answer =
                storefront.post("/webhooks/shopify/demo-shop", headers, order(body -> body.put("note", "private")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("wrong-signature")
                .doesNotContain(StorefrontClient.SECRET)
                .doesNotContain("private");
        assertThat(count("webhook")).isEqualTo(before);
        await().atMost(Duration.ofSeconds(10)).until(() -> count("refused_webhook") > refused);
        assertThat(jdbc.sql("select cause from refused_webhook order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("wrong-signature");
    }

    @Test
    void refusesAnUnsignedRequestAndAnUnknownAddress() {
        byte[] body = order(json -> {});

        assertThat(storefront
                        .post("/webhooks/shopify/demo-shop", Map.of(), body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(storefront.post("/webhooks/shopify/other", Map.of(), body).statusCode())
                .isEqualTo(404);
        assertThat(storefront.post("/webhooks/myshop/demo-shop", Map.of(), body).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesABodyBeyondTheLimitAsSentAndAsInflated() {
        byte[] large = new byte[65 * 1024];
        Map<String, String> packed = StorefrontClient.headers("orders/create", "e", large);
        packed.put("Content-Encoding", "gzip");

        assertThat(storefront.send("orders/create", large).statusCode()).isEqualTo(413);
        assertThat(storefront
                        .post("/webhooks/shopify/demo-shop", packed, StorefrontClient.gzip(large))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesAGzippedBodyForWhatItHolds() {
        byte[] body = order(json -> {});
        Map<String, String> headers = StorefrontClient.headers("orders/create", "event-" + orderId, body);
        headers.put("Content-Encoding", "gzip");

        HttpResponse<String> answer =
                storefront.post("/webhooks/shopify/demo-shop", headers, StorefrontClient.gzip(body));

        assertThat(answer.statusCode()).isEqualTo(200);
        awaitEnd(webhookId(answer));
        assertThat(types()).hasSize(5);
    }

    @Test
    void refusesMoreHeadersThanAStorefrontSends() {
        Map<String, String> headers = StorefrontClient.headers("orders/create", "e", new byte[0]);
        IntStream.range(0, 60).forEach(number -> headers.put("X-Extra-" + number, "x".repeat(290)));

        assertThat(storefront
                        .post("/webhooks/shopify/demo-shop", headers, new byte[0])
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void asksForAnotherTryWhileTheStoreIsAway() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table webhook in exclusive mode");

            HttpResponse<String> answer = storefront.send("orders/create", order(body -> {}));

            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        }
    }

    @Test
    void keepsTheTraceThatTheSenderBegan() {
        byte[] body = order(json -> {});
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Map<String, String> headers = StorefrontClient.headers("orders/create", "event-" + orderId, body);
        headers.put("traceparent", trace);

        UUID webhook = webhookId(storefront.post("/webhooks/shopify/demo-shop", headers, body));

        awaitEnd(webhook);
        assertThat(jdbc.sql("select distinct traceparent from order_event where webhook_id = :id")
                        .param("id", webhook)
                        .query(String.class)
                        .list())
                .containsExactly(trace);
    }

    @Test
    void endsEveryWebhookOfACrowdOnce() {
        long first = orderId;
        IntStream.range(0, 300).parallel().forEach(number -> {
            byte[] body = Fixtures.body(
                    Fixtures.SHOPIFY_GUEST,
                    json -> json.put("id", first + number % 100)
                            .put("updated_at", "2026-05-05T00:10:0" + number / 100 + "Z"));
            String event = UUID.randomUUID().toString();
            // As storefronts do: what is not answered in time, as may be on a busy machine, comes once more.
            await().pollDelay(Duration.ZERO)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> storefront.send("orders/updated", event, body).statusCode() == 200);
        });

        await().atMost(Duration.ofSeconds(60)).until(() -> count("webhook_todo") == 0);
        assertThat(count("webhook")).isEqualTo(count("webhook_end"));
        assertThat(jdbc.sql("""
                        select count(*) from (
                            select orderref from order_event group by orderref
                            having max(orderseq) <> count(*) or min(orderseq) <> 1) broken
                        """).query(Long.class).single()).isZero();
    }

    @Test
    void acceptsEachEventOfABatchByItself() {
        List<UUID> webhooks = Arrays.stream(batch().headers()
                        .firstValue(WebhookController.WEBHOOK_ID)
                        .orElseThrow()
                        .split(", "))
                .map(UUID::fromString)
                .toList();

        assertThat(webhooks).hasSize(3).doesNotHaveDuplicates();
        webhooks.forEach(this::awaitEnd);
        assertThat(webhooks.stream().map(webhook -> end(webhook).get("result")))
                .containsExactly("events", "events", "quarantined");
    }

    @Test
    void answersABatchOnlyWhenAllOfItIsWrittenDown() throws SQLException {
        long before = count("webhook");
        try (Connection blocker = dataSource.getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table webhook in exclusive mode");

            assertThat(batch().statusCode()).isEqualTo(503);
            blocker.rollback();
            blocker.setAutoCommit(true);
        }

        assertThat(batch().statusCode()).isEqualTo(200);
        assertThat(count("webhook")).isEqualTo(before + 3);
    }

    @Test
    void refusesABatchOfMoreEventsThanAreWrittenAtOnce() {
        long before = count("webhook");
        byte[] body = ("[" + "{},".repeat(200) + "{}]").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = storefront.post("/webhooks/cloudevents/partner", batchHeaders(body), body);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Send at most 200 events in one request.");
        assertThat(count("webhook")).isEqualTo(before);
    }

    @Test
    void refusesABatchOfWhichOneByteWasChanged() {
        long before = count("webhook");
        byte[] body = events();
        Map<String, String> headers = batchHeaders(body);
        body[body.length / 2] ^= 1;

        assertThat(storefront
                        .post("/webhooks/cloudevents/partner", headers, body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(count("webhook")).isEqualTo(before);
    }

    @Test
    void answersAHandshakeOfAKnownShopAlone() throws Exception {
        assertThat(options("/webhooks/cloudevents/partner"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.headers().map())
                        .containsEntry("webhook-allowed-origin", List.of("shop.example"))
                        .containsEntry("webhook-allowed-rate", List.of("*")));
        assertThat(options("/webhooks/cloudevents/nobody").statusCode()).isEqualTo(404);
        assertThat(options("/webhooks/shopify/demo-shop").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> options(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("WebHook-Request-Origin", "shop.example")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Two orders, and an event that says nothing of one. */
    private HttpResponse<String> batch() {
        byte[] body = events();
        return storefront.post("/webhooks/cloudevents/partner", batchHeaders(body), body);
    }

    private byte[] events() {
        return ("[" + event("1") + ",\n" + event("2") + ", {\"source\": \"/shop\", \"id\": \"" + orderId + "-3\"}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String event(String number) {
        ObjectNode event = Json.mapper()
                .createObjectNode()
                .put("specversion", "1.0")
                .put("source", "/shop")
                .put("id", orderId + "-" + number)
                .put("type", "order.updated");
        ObjectNode order = Fixtures.tree(Fixtures.CANONICAL).put("sourceOrderId", orderId + "-" + number);
        return event.set("data", order).toString();
    }

    private static Map<String, String> batchHeaders(byte[] body) {
        Map<String, String> headers = new TreeMap<>(StandardSigner.headers(
                UUID.randomUUID().toString(),
                Base64.getDecoder().decode(PARTNER_SECRET),
                Clock.systemUTC().instant(),
                body));
        headers.put("Content-Type", "application/cloudevents-batch+json");
        return headers;
    }

    private void assertQuarantined(String topic, byte[] body, String code) {
        HttpResponse<String> answer = storefront.send(topic, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        awaitEnd(webhookId(answer));
        assertThat(end(webhookId(answer)))
                .containsEntry("result", "quarantined")
                .containsEntry("code", code);
    }

    private byte[] order(Consumer<ObjectNode> change) {
        return Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            body.put("id", orderId);
            change.accept(body);
        });
    }

    private String orderKey() {
        return "shopify:demo-shop:" + orderId;
    }

    private static UUID webhookId(HttpResponse<String> answer) {
        return UUID.fromString(
                answer.headers().firstValue(WebhookController.WEBHOOK_ID).orElseThrow());
    }

    private void awaitEnd(UUID webhook) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !ends(webhook).isEmpty());
    }

    private Map<String, @Nullable Object> end(UUID webhook) {
        return ends(webhook).getFirst();
    }

    private List<Map<String, @Nullable Object>> ends(UUID webhook) {
        return jdbc.sql("select result, code, orderkey from webhook_end where webhook_id = :id")
                .param("id", webhook)
                .query()
                .listOfRows();
    }

    private List<@Nullable String> types() {
        return jdbc.sql("select orderseq || ' ' || type from order_event where orderkey = :key order by orderseq")
                .param("key", orderKey())
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
