package io.throughline.ingest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.storefront.StandardSigner;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.WebhookRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What an operator sees and does over HTTP. The broker is away all the time. */
@IngestTest
@TestPropertySource(properties = "throughline.ingest.writer.refused-kept=3")
@DirtiesContext
class AdminIT {

    static final AtomicBoolean BUG = new AtomicBoolean();
    static final AtomicLong ORDER = new AtomicLong(8_000_000_000_000_000_000L);

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        /** A double, as a bug cannot be provoked otherwise: the mapping fails for orders that say so. */
        @Bean
        static BeanPostProcessor buggyMapping() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Storefront storefront ? buggy(storefront) : bean;
                }
            };
        }

        private static Object buggy(Storefront storefront) {
            return Proxy.newProxyInstance(
                    Storefront.class.getClassLoader(),
                    new Class<?>[] {Storefront.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("understand") && BUG.get() && isMarked(arguments[0])) {
                            throw new IllegalStateException("A bug in the mapping");
                        }
                        try {
                            return method.invoke(storefront, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }

        private static boolean isMarked(Object request) {
            return new String(((WebhookRequest) request).body(), StandardCharsets.UTF_8).contains("breaks-the-mapping");
        }
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    final HttpClient http = HttpClient.newHttpClient();
    final long order = ORDER.incrementAndGet();

    @AfterEach
    void repair() {
        BUG.set(false);
    }

    @Test
    void aBugPutsOnlyItsWebhookAsideAndItIsUnderstoodAfterTheFix() {
        BUG.set(true);
        UUID broken = send(order, "breaks-the-mapping", 1);
        UUID sound = send(ORDER.incrementAndGet(), "fine", 1);
        awaitEnd(broken, "quarantined", "mapping-failed");
        awaitEnd(sound, "events", null);
        assertThat(quarantined()).contains("mapping-failed 1");
        assertThat(ids(get("/admin/quarantine/webhooks?code=mapping-failed"), "webhookId"))
                .containsExactly(broken);

        BUG.set(false);
        UUID command = UUID.randomUUID();
        String again = "{\"code\": \"mapping-failed\", \"shop\": \"demo-shop\", \"reason\": \"fixed in 1.1\"}";
        HttpResponse<String> first = post("/admin/quarantine/reprocess", command, again);
        awaitEnd(broken, "events", null);
        HttpResponse<String> second = post("/admin/quarantine/reprocess", command, again);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).contains("\"affected\":1");
        assertThat(quarantined()).doesNotContain("mapping-failed 1");
        assertThat(types(order)).startsWith("1 order.placed.v1").doesNotHaveDuplicates();
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || reason || ' ' || affected from admin_action"
                                + " where command_id = :id")
                        .param("id", command)
                        .query(String.class)
                        .single())
                .isEqualTo("anna reprocess-quarantined fixed in 1.1 1");
    }

    @Test
    void whatIsOfNoUseIsSetAsideAndUnderstoodOnceMoreWhenItIsWantedAfterAll() {
        BUG.set(true);
        UUID broken = send(order, "breaks-the-mapping", 1);
        awaitEnd(broken, "quarantined", "mapping-failed");
        String aside = "{\"webhookId\": \"%s\", \"reason\": \"a test of the shop\"}".formatted(broken);

        UUID command = UUID.randomUUID();
        HttpResponse<String> done = post("/admin/quarantine/set-aside", command, aside);
        HttpResponse<String> repeated = post("/admin/quarantine/set-aside", command, aside);

        assertThat(done.body()).contains("\"affected\":1").isEqualTo(repeated.body());
        awaitEnd(broken, "no-change", "set-aside");
        assertThat(ids(get("/admin/quarantine/webhooks?code=mapping-failed"), "webhookId"))
                .doesNotContain(broken);
        post("/admin/quarantine/reprocess", UUID.randomUUID(), "{\"all\": true, \"reason\": \"fixed\"}");
        awaitEnd(broken, "no-change", "set-aside");

        post("/admin/quarantine/reprocess", UUID.randomUUID(), one(broken));
        awaitEnd(broken, "quarantined", "mapping-failed");
        BUG.set(false);
        post("/admin/quarantine/set-aside", UUID.randomUUID(), aside);
        post(
                "/admin/quarantine/reprocess",
                UUID.randomUUID(),
                "{\"code\": \"set-aside\", \"reason\": \"it was none\"}");
        awaitEnd(broken, "events", null);
    }

    @Test
    void whatNobodyHasLookedAtIsNotSetAside() {
        HttpResponse<String> all =
                post("/admin/quarantine/set-aside", UUID.randomUUID(), "{\"all\": true, \"reason\": \"tidy up\"}");

        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(all.body()).contains("Give exactly one of webhookId and code.");
    }

    @Test
    void tellsAServiceWhatAlertsAboutShopsAreJudgedBy() {
        StorefrontClient storefront = new StorefrontClient(port);
        storefront.send("orders/create", new byte[] {'{'});
        for (int time = 0; time < 12; time++) {
            storefront.post("/webhooks/standard/own-shop", Map.of(), new byte[] {'{'});
        }
        jdbc.sql("""
                insert into reconciliation_gap (source, shop, orderkey, version, found_at, webhook_id, cause)
                select 'woocommerce', 'tea-house', 'k' || n, now(), now() - n * interval '1 minute', gen_random_uuid(),
                    'modified'
                from generate_series(1, 70) as n
                """).update();
        OwnAddresses dashboard = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode told = dashboard.get("/admin/concerns").json();
            assertThat(told.path("quarantined").longValue()).isPositive();
            assertThat(told.path("sends").findValuesAsString("shop")).contains("demo-shop");
            assertThat(told.path("refusing").toString()).contains("{\"source\":\"standard\",\"shop\":\"own-shop\"}");
            assertThat(told.path("missed").toString()).isEqualTo("[{\"source\":\"woocommerce\",\"changes\":59}]");
            assertThat(told.path("fetchesSince").isNull()).isTrue();
        });
        assertThat(new OwnAddresses(port, null).get("/admin/concerns").status()).isEqualTo(401);
    }

    @Test
    void anOlderOneThatIsUnderstoodLateChangesNothing() {
        BUG.set(true);
        UUID older = send(order, "breaks-the-mapping", 1);
        awaitEnd(older, "quarantined", "mapping-failed");
        UUID newer = send(order, "fine", 2);
        awaitEnd(newer, "events", null);
        List<@Nullable String> before = types(order);
        BUG.set(false);

        post("/admin/quarantine/reprocess", UUID.randomUUID(), one(older));

        awaitEnd(older, "no-change", "older");
        assertThat(types(order)).isEqualTo(before);
    }

    @Test
    void aSnapshotThatCannotBeReadHoldsUpNoOtherOrder() {
        awaitEnd(send(order, "first", 1), "events", null);
        byte[] snapshot = jdbc.sql("select snapshot from order_state where orderkey = :key")
                .param("key", key(order))
                .query((row, index) -> row.getBytes(1))
                .single();
        setSnapshot("nonsense".getBytes(StandardCharsets.UTF_8));
        UUID met = send(order, "second", 2);
        UUID other = send(ORDER.incrementAndGet(), "fine", 1);
        awaitEnd(met, "quarantined", "understanding-failed");
        awaitEnd(other, "events", null);

        setSnapshot(snapshot);
        post("/admin/quarantine/reprocess", UUID.randomUUID(), one(met));

        awaitEnd(met, "events", null);
    }

    @Test
    void keepsWhatCameUnderTheKeyOfAnotherWebhookUntilItIsTakenIn() {
        byte[] first = canonical("2026-05-01T00:00:00Z");
        byte[] second = canonical("2026-05-02T00:00:00Z");
        String message = "msg_" + order;
        awaitEnd(webhookId(sendStandard(message, first)), "events", null);

        HttpResponse<String> answer = sendStandard(message, second);
        sendStandard(message, second);
        sendStandard(message, first);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode conflict = StreamSupport.stream(get("/admin/conflicts").spliterator(), false)
                .filter(one -> one.path("webhookId")
                        .stringValue("")
                        .equals(webhookId(answer).toString()))
                .findFirst()
                .orElseThrow();
        assertThat(conflict.path("times").intValue()).isEqualTo(2);
        assertThat(metrics())
                .contains("throughline_webhooks_total{result=\"conflict\",source=\"standard\"} 2.0")
                .contains("throughline_conflicting_webhooks");

        UUID id = UUID.fromString(conflict.path("id").stringValue(""));
        String reason = "{\"reason\": \"the shop used an id twice\"}";
        assertThat(post("/admin/conflicts/" + id + "/take-in", UUID.randomUUID(), reason)
                        .body())
                .contains("\"affected\":1");
        awaitEnd(id, "no-change", "nothing-of-ours");
        assertThat(post("/admin/conflicts/" + id + "/take-in", UUID.randomUUID(), reason)
                        .body())
                .contains("\"affected\":0");
    }

    @Test
    void countsRefusedRequestsAndRemembersTheLatestWithoutTheirBodies() {
        byte[] body = "{\"note\":\"private\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                StorefrontClient.headers("orders/create", "e", "other".getBytes(StandardCharsets.UTF_8));

        for (int i = 0; i < 12; i++) {
            assertThat(new StorefrontClient(port)
                            .post("/webhooks/shopify/demo-shop", headers, body)
                            .statusCode())
                    .isEqualTo(401);
        }

        String group = "/admin/refusals/shopify/demo-shop/wrong-signature";
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("/admin/refusals").toString())
                        .contains("\"cause\":\"wrong-signature\",\"requests\":12"));
        assertThat(get(group)).hasSize(3);
        assertThat(get(group).toString())
                .contains("\"bodyBytes\":" + body.length)
                .doesNotContain("private");
        assertThat(metrics()).contains("throughline_refusals_jumped{shop=\"demo-shop\",source=\"shopify\"} 1.0");
    }

    @Test
    void letsNobodyInWithoutATokenAndNobodyActWithoutAnOperators() {
        for (String path : List.of("/admin/quarantine", "/admin/conflicts", "/admin/refusals", "/admin/nothing")) {
            assertThat(exchange(request(path).GET(), "").statusCode()).as(path).isEqualTo(401);
            assertThat(exchange(request(path).GET(), "wrong-token-of-somebody").statusCode())
                    .as(path)
                    .isEqualTo(401);
            int read = path.endsWith("nothing") ? 403 : 200;
            assertThat(exchange(request(path).GET(), OwnAddresses.SERVICE_TOKEN).statusCode())
                    .as(path)
                    .isEqualTo(read);
        }
        assertThat(exchange(request("/admin/shops").GET(), OwnAddresses.SERVICE_TOKEN)
                        .statusCode())
                .isEqualTo(403);
        assertThat(exchange(
                                request("/admin/quarantine/reprocess")
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")),
                                OwnAddresses.SERVICE_TOKEN)
                        .statusCode())
                .isEqualTo(403);
        String all = "{\"all\": true, \"reason\": \"none of my business\"}";
        HttpResponse<String> answer = exchange(
                request("/admin/quarantine/reprocess")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(all)),
                "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void refusesACommandThatIsNotClear() {
        for (String body : List.of(
                "{\"reason\": \"which?\"}",
                "{\"all\": true, \"code\": \"x\", \"reason\": \"both?\"}",
                "{\"all\": true}",
                "{\"all\": true, \"reason\": \"  \"}",
                "not json")) {
            HttpResponse<String> answer = post("/admin/quarantine/reprocess", UUID.randomUUID(), body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static String one(UUID webhook) {
        return "{\"webhookId\": \"" + webhook + "\", \"reason\": \"fixed\"}";
    }

    private UUID send(long id, String note, int version) {
        byte[] body = Fixtures.body(
                Fixtures.SHOPIFY_FULL,
                json -> json.put("id", id).put("note", note).put("updated_at", "2026-06-0" + version + "T00:00:00Z"));
        return webhookId(new StorefrontClient(port).send("orders/updated", body));
    }

    private byte[] canonical(String version) {
        return Json.mapper()
                .writeValueAsBytes(Json.mapper()
                        .createObjectNode()
                        .put("type", "order.updated")
                        .set(
                                "data",
                                Fixtures.tree(Fixtures.CANONICAL)
                                        .put("sourceOrderId", String.valueOf(order))
                                        .put("sourceVersion", version)));
    }

    private HttpResponse<String> sendStandard(String id, byte[] body) {
        Map<String, String> headers = StandardSigner.headers(id, StandardSigner.key(), clock.instant(), body);
        return new StorefrontClient(port).post("/webhooks/standard/own-shop", headers, body);
    }

    private void setSnapshot(byte[] snapshot) {
        jdbc.sql("update order_state set snapshot = :snapshot where orderkey = :key")
                .param("snapshot", snapshot)
                .param("key", key(order))
                .update();
    }

    private static String key(long id) {
        return "shopify:demo-shop:" + id;
    }

    private static UUID webhookId(HttpResponse<String> answer) {
        return UUID.fromString(
                answer.headers().firstValue("Throughline-Webhook-Id").orElseThrow());
    }

    private void awaitEnd(UUID webhook, String result, @Nullable String code) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select result || ' ' || coalesce(code, '') from webhook_end where webhook_id = :id")
                                .param("id", webhook)
                                .query(String.class)
                                .list())
                        .containsExactly(result + " " + (code == null ? "" : code)));
    }

    private List<@Nullable String> types(long id) {
        return jdbc.sql("select orderseq || ' ' || type from order_event where orderkey = :key order by orderseq")
                .param("key", key(id))
                .query(String.class)
                .list();
    }

    private List<String> quarantined() {
        return StreamSupport.stream(get("/admin/quarantine").spliterator(), false)
                .map(group -> group.path("code").stringValue("") + " "
                        + group.path("webhooks").asString())
                .toList();
    }

    private static List<UUID> ids(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> UUID.fromString(one.path(name).stringValue("")))
                .toList();
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = exchange(request(path).GET(), OwnAddresses.OPERATOR_TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String path, UUID command, String body) {
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .header(AdminCommands.KEY, command.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                OwnAddresses.OPERATOR_TOKEN);
    }

    private String metrics() {
        return exchange(
                        HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")),
                        "")
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, String token) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
