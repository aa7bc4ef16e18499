package io.throughline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.fetch.StubStorefront.Answer;
import io.throughline.ingest.storefront.StandardSigner;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks that only hint at their order, and storefronts that answer well, late, wrongly or not at all. */
@IngestTest
@TestPropertySource(
        properties = {
            "throughline.ingest.fetch.concurrency=2",
            "throughline.ingest.fetch.timeout=40s",
            "throughline.ingest.fetch.max-body=64KB",
            "throughline.ingest.fetch.settle=500ms",
            "throughline.ingest.fetch.first-retry=50ms",
            "throughline.ingest.fetch.max-retry=300ms",
            "throughline.ingest.fetch.sweep=100ms",
            "throughline.ingest.fetch.lease=60s",
            "throughline.ingest.waiting-fetches.patience=1s",
            // A poll would be one more inside the storefront, when those inside are counted.
            "throughline.ingest.reconcile.enabled=false"
        })
@DirtiesContext
class FetchIT {

    static final String SHOPS = "throughline.ingest.shops";
    static final StubStorefront SHOPIFY = new StubStorefront();
    static final StubStorefront WOO = new StubStorefront();
    static final StubStorefront BIGCOMMERCE = new StubStorefront();

    /** All in one place: a list is bound from one source of properties. */
    @DynamicPropertySource
    static void shops(DynamicPropertyRegistry properties) {
        shop(properties, 0, Map.of("source", "shopify", "slug", "demo-shop"));
        properties.add(SHOPS + "[0].api.base-url", () -> SHOPIFY.uri() + "/admin/api/2026-07");
        properties.add(SHOPS + "[0].api.token", () -> "shpat_only-for-tests");
        shop(properties, 1, Map.of("source", "woocommerce", "slug", "tea-house"));
        properties.add(SHOPS + "[1].api.base-url", () -> WOO.uri() + "/wp-json/wc/v3");
        properties.add(SHOPS + "[1].api.user", () -> "ck_only-for-tests");
        properties.add(SHOPS + "[1].api.token", () -> "cs_only-for-tests");
        shop(properties, 2, Map.of("source", "bigcommerce", "slug", "tea-house"));
        properties.add(SHOPS + "[2].api.base-url", () -> BIGCOMMERCE.uri() + "/stores/abc");
        properties.add(SHOPS + "[2].api.token", () -> "bc_only-for-tests");
    }

    private static void shop(DynamicPropertyRegistry properties, int index, Map<String, String> values) {
        String shop = SHOPS + "[" + index + "].";
        values.forEach((name, value) -> properties.add(shop + name, () -> value));
        properties.add(shop + "secrets[0]", () -> StorefrontClient.SECRET);
        properties.add(shop + "owned-from", () -> "2026-01-01T00:00:00Z");
    }

    @AfterAll
    static void closeStorefronts() {
        SHOPIFY.close();
        WOO.close();
        BIGCOMMERCE.close();
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FetchesHealthIndicator health;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    StorefrontClient storefront;
    long orderId;

    @BeforeEach
    void newOrder() {
        storefront = new StorefrontClient(port);
        orderId = ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62);
    }

    @AfterEach
    void heal() {
        SHOPIFY.release();
        SHOPIFY.mood(UnaryOperator.identity());
    }

    @Test
    void answersFirstAndFetchesOutsideOfAnyTransaction() {
        serve(order(body -> {}));
        SHOPIFY.hold();

        UUID webhook = hint();

        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.inside() == 1);
        assertThat(ends(webhook)).isEmpty();
        await().atMost(Duration.ofSeconds(60)).until(() -> openTransactions() == 0);
        SHOPIFY.release();
        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events").containsEntry("orderkey", orderKey());
        assertThat(types()).startsWith("1 order.placed.v1", "2 order.paid.v1").hasSize(5);
        assertThat(SHOPIFY.asked(path()).getFirst().headers())
                .containsEntry("X-shopify-access-token", List.of("shpat_only-for-tests"));
    }

    @Test
    void fetchesOnceForAllWhoAskedBefore() {
        serve(order(body -> {}));
        SHOPIFY.hold();
        UUID first = hint();
        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.inside() == 1);

        List<UUID> crowd = IntStream.range(0, 20).mapToObj(number -> hint()).toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 21);
        SHOPIFY.release();

        awaitEnd(first);
        crowd.forEach(this::awaitEnd);
        assertThat(SHOPIFY.asked(path())).hasSize(2);
        assertThat(end(first)).containsEntry("result", "events");
        assertThat(crowd).allSatisfy(webhook -> assertThat(end(webhook)).containsEntry("code", "same"));
        await().atMost(Duration.ofSeconds(60)).until(() -> fetches() == 0);
    }

    @Test
    void letsOneShopWaitAndNoOther() {
        serve(order(body -> {}));
        SHOPIFY.mood(answer -> Answer.status(503));
        UUID waits = hint();
        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.asked(path()).size() >= 2);

        UUID whole = webhookId(storefront.send("orders/updated", another(orderId + 1)));
        UUID woo = wooUpdated(body -> {});

        awaitEnd(whole);
        awaitEnd(woo);
        assertThat(ends(waits)).isEmpty();
        SHOPIFY.mood(UnaryOperator.identity());
        awaitEnd(waits);
        assertThat(end(waits)).containsEntry("result", "events");
    }

    @Test
    void waitsForAKeyThatIsRefusedAndGivesNothingUp() {
        serve(order(body -> {}));
        SHOPIFY.mood(answer -> Answer.status(401));
        UUID webhook = hint();

        await().atMost(Duration.ofSeconds(60)).until(() -> codes().contains("fetch-unauthorized"));
        assertThat(ends(webhook)).isEmpty();
        SHOPIFY.mood(UnaryOperator.identity());

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events");
    }

    @Test
    void saysInHealthAndFiguresThatWebhooksWaitForOrdersThatCannotBeFetched() {
        serve(order(body -> {}));
        SHOPIFY.mood(answer -> Answer.status(401));
        UUID webhook = hint();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> health.health().getStatus().getCode().equals("WAITING"));
        assertThat(health.health().getDetails()).containsKey("shopify/demo-shop fetch-unauthorized");
        assertThat(meters.get("throughline.waiting.fetches").gauge().value()).isGreaterThanOrEqualTo(1);
        assertThat(meters.get("throughline.waiting.fetches.oldest").gauge().value())
                .isGreaterThanOrEqualTo(1);
        SHOPIFY.mood(UnaryOperator.identity());

        awaitEnd(webhook);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !health.health().getDetails().containsKey("shopify/demo-shop fetch-unauthorized"));
    }

    @Test
    void endsAWebhookWhoseOrderIsGone() {
        UUID never = hint();
        awaitEnd(never);
        assertThat(end(never)).containsEntry("result", "no-change").containsEntry("code", "gone");

        awaitEnd(webhookId(storefront.send("orders/create", order(body -> {}))));
        UUID published = hint();

        awaitEnd(published);
        assertThat(end(published)).containsEntry("result", "quarantined").containsEntry("code", "gone");
    }

    @Test
    void fetchesAnewWhatACrashInterrupted() {
        serve(order(body -> {}));
        SHOPIFY.hold();
        UUID webhook = hint();
        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.inside() == 1);

        // what another instance leaves that dies now: a lease that nobody will end
        jdbc.sql("update order_fetch set leased_until = now() - interval '1 second' where orderkey = :key")
                .param("key", orderKey())
                .update();

        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.inside() == 2);
        SHOPIFY.release();
        awaitEnd(webhook);
        assertThat(types()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void goesNowhereButToTheConfiguredAddress() {
        WOO.answer("/elsewhere", Answer.json(Map.of("order", Fixtures.tree(Fixtures.SHOPIFY_FULL))));
        serve(order(body -> {}));
        SHOPIFY.mood(answer -> new Answer(302, Map.of("Location", WOO.uri() + "/elsewhere"), new byte[0]));
        UUID webhook = hint();

        await().atMost(Duration.ofSeconds(60)).until(() -> SHOPIFY.asked(path()).size() >= 2);

        assertThat(WOO.asked("/elsewhere")).isEmpty();
        assertThat(ends(webhook)).isEmpty();
        SHOPIFY.mood(UnaryOperator.identity());
        awaitEnd(webhook);
    }

    @Test
    void neverCallsAnIdThatIsNoNumber() {
        int before = SHOPIFY.asked("/admin/api/2026-07/shop.json").size();

        UUID webhook = webhookId(storefront.send("refunds/create", bytes("{\"order_id\": \"../shop.json?\"}")));

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "quarantined").containsEntry("code", "malformed-field");
        assertThat(SHOPIFY.asked("/admin/api/2026-07/shop.json")).hasSize(before);
    }

    @Test
    void quarantinesAnAnswerBeyondTheLimitAndOneThatIsNoOrder() {
        serve(order(body -> body.put("note", "x".repeat(70_000))));
        UUID large = hint();
        awaitEnd(large);
        assertThat(end(large)).containsEntry("result", "quarantined").containsEntry("code", "fetched-too-large");

        SHOPIFY.answer(path(), Answer.json(Map.of("order", Map.of("id", orderId))));
        UUID broken = hint();

        awaitEnd(broken);
        assertThat(end(broken)).containsEntry("result", "quarantined").containsEntry("code", "missing-field");
    }

    @Test
    void quarantinesAnAnswerAboutAnotherOrder() {
        SHOPIFY.answer(path(), Answer.json(Map.of("order", Fixtures.tree(Fixtures.SHOPIFY_FULL))));

        UUID webhook = hint();

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "quarantined").containsEntry("code", "other-order");
    }

    @Test
    void waitsForAMaintenancePageToGoAway() {
        serve(order(body -> {}));
        SHOPIFY.mood(answer -> new Answer(200, Map.of("Content-Type", "text/html"), bytes("<html>back soon</html>")));
        UUID webhook = hint();
        await().atMost(Duration.ofSeconds(60)).until(() -> codes().contains("fetch-unavailable"));

        SHOPIFY.mood(UnaryOperator.identity());

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events");
    }

    @Test
    void asksAShopForSoManyOrdersAtOnceAndNoMore() {
        await().atMost(Duration.ofSeconds(60)).until(SHOPIFY::forgetMostInside);
        List<UUID> webhooks = IntStream.range(0, 12)
                .mapToObj(number -> {
                    long id = orderId + number;
                    SHOPIFY.answer(
                            "/admin/api/2026-07/orders/" + id + ".json", Answer.json(Map.of("order", treeOf(id))));
                    return webhookId(storefront.send(
                            "refunds/create", bytes("{\"id\": " + number + ", \"order_id\": " + id + "}")));
                })
                .toList();

        webhooks.forEach(this::awaitEnd);
        assertThat(webhooks).allSatisfy(webhook -> assertThat(end(webhook)).containsEntry("result", "events"));
        assertThat(SHOPIFY.mostInside()).isLessThanOrEqualTo(2);
    }

    @Test
    void fetchesWhereOneVersionHasTwoContentsOnceItCannotChangeAnyMore() {
        Instant version = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] one = order(body -> body.put("updated_at", version.toString()).put("note", "one"));
        byte[] two = order(body -> body.put("updated_at", version.toString()).put("note", "two"));
        serve(order(body -> body.put("updated_at", version.toString()).put("note", "last")));
        awaitEnd(webhookId(storefront.send("orders/updated", one)));

        UUID differs = webhookId(storefront.send("orders/updated", two));

        awaitEnd(differs);
        assertThat(end(differs)).containsEntry("result", "events");
        assertThat(types()).hasSize(6).endsWith("6 order.changed.v1");
        assertThat(SHOPIFY.asked(path()))
                .singleElement()
                .satisfies(asked -> assertThat(asked.at()).isAfterOrEqualTo(version.plusMillis(1500)));
    }

    @Test
    void fetchesTheLinesOfWooCommercesRefunds() {
        String base = "/wp-json/wc/v3/orders/" + orderId;
        Consumer<ObjectNode> refunded = body -> {
            ArrayNode named = body.put("id", orderId).putArray("refunds");
            named.addObject().put("id", 622).put("total", "-15.32");
            named.addObject().put("id", 621).put("total", "-2.00");
        };
        ObjectNode answer = Fixtures.tree(Fixtures.WOOCOMMERCE);
        refunded.accept(answer);
        WOO.answer(base, Answer.json(answer));
        WOO.answer(
                base + "/refunds?per_page=100&page=1",
                Answer.json(Fixtures.tree("/woocommerce/refunds.json").get("refunds")));

        UUID webhook = wooUpdated(refunded);

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events");
        assertThat(types("woocommerce:tea-house:" + orderId))
                .containsExactly("1 order.placed.v1", "2 order.paid.v1", "3 order.refunded.v1", "4 order.refunded.v1");
        assertThat(WOO.asked(base).getFirst().headers())
                .containsEntry("Authorization", List.of("Basic Y2tfb25seS1mb3ItdGVzdHM6Y3Nfb25seS1mb3ItdGVzdHM="));
    }

    @Test
    void fetchesBigCommercesOrderFromBothVersionsOfItsApi() {
        serveBigCommerce("no bell", Instant.parse("2026-05-04T08:05:01Z"));

        UUID webhook = bigCommerceHint();

        awaitEnd(webhook);
        assertThat(end(webhook)).containsEntry("result", "events");
        assertThat(types("bigcommerce:tea-house:" + orderId))
                .containsExactly(
                        "1 order.placed.v1",
                        "2 order.paid.v1",
                        "3 order.fulfillment-updated.v1",
                        "4 order.refunded.v1");
    }

    @Test
    void fetchesAgainWhatWasFetchedBeforeItsVersionWasSettled() {
        Instant version = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        serveBigCommerce("one", version);
        awaitEnd(bigCommerceHint());
        serveBigCommerce("two", version);

        UUID second = bigCommerceHint();

        awaitEnd(second);
        assertThat(end(second)).containsEntry("result", "events");
        assertThat(types("bigcommerce:tea-house:" + orderId)).hasSize(5).endsWith("5 order.changed.v1");
    }

    private UUID bigCommerceHint() {
        byte[] key = StorefrontClient.SECRET.getBytes(StandardCharsets.UTF_8);
        byte[] body = bytes("{\"scope\": \"store/order/updated\", \"data\": {\"type\": \"order\", \"id\": " + orderId
                + "}, \"hash\": \"h\"}");
        Map<String, String> headers = StandardSigner.headers(
                UUID.randomUUID().toString(), key, Clock.systemUTC().instant(), body);
        return webhookId(storefront.post("/webhooks/bigcommerce/tea-house", headers, body));
    }

    private void serveBigCommerce(String message, Instant version) {
        ObjectNode parts = Fixtures.tree("/bigcommerce/order.json");
        String modified = DateTimeFormatter.RFC_1123_DATE_TIME.format(version.atOffset(ZoneOffset.UTC));
        ((ObjectNode) parts.get("order"))
                .put("id", orderId)
                .put("customer_message", message)
                .put("date_modified", modified);
        String v2 = "/stores/abc/v2/orders/" + orderId;
        String v3 = "/stores/abc/v3/orders/" + orderId;
        BIGCOMMERCE.answer(v2, Answer.json(parts.get("order")));
        BIGCOMMERCE.answer(v2 + "/products?limit=250&page=1", Answer.json(parts.get("products")));
        BIGCOMMERCE.answer(v2 + "/shipping_addresses?limit=250&page=1", Answer.json(parts.get("addresses")));
        BIGCOMMERCE.answer(v2 + "/coupons?limit=250&page=1", Answer.status(204));
        BIGCOMMERCE.answer(v2 + "/taxes?limit=250&page=1", Answer.json(parts.get("taxes")));
        BIGCOMMERCE.answer(v3 + "/payment_actions/refunds", Answer.json(Map.of("data", parts.get("refunds"))));
        BIGCOMMERCE.answer(v3 + "/transactions", Answer.json(Map.of("data", parts.get("transactions"))));
    }

    private UUID hint() {
        long refund = ThreadLocalRandom.current().nextLong(1L << 62);
        return webhookId(
                storefront.send("refunds/create", bytes("{\"id\": " + refund + ", \"order_id\": " + orderId + "}")));
    }

    private UUID wooUpdated(Consumer<ObjectNode> change) {
        byte[] body = Fixtures.body(Fixtures.WOOCOMMERCE, json -> {
            json.put("id", orderId);
            change.accept(json);
        });
        return webhookId(storefront.post(
                "/webhooks/woocommerce/tea-house",
                Map.of(
                        "X-WC-Webhook-Topic",
                        "order.updated",
                        "X-WC-Webhook-Signature",
                        StorefrontClient.signature(body)),
                body));
    }

    private void serve(byte[] order) {
        SHOPIFY.answer(
                path(),
                new Answer(
                        200,
                        Map.of("Content-Type", "application/json; charset=utf-8"),
                        bytes("{\"order\": " + new String(order, StandardCharsets.UTF_8) + "}")));
    }

    private String path() {
        return "/admin/api/2026-07/orders/" + orderId + ".json";
    }

    private byte[] order(Consumer<ObjectNode> change) {
        return Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {
            body.put("id", orderId);
            change.accept(body);
        });
    }

    private static byte[] another(long id) {
        return Fixtures.body(Fixtures.SHOPIFY_FULL, body -> body.put("id", id));
    }

    private static ObjectNode treeOf(long id) {
        return Fixtures.tree(Fixtures.SHOPIFY_FULL).put("id", id);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String orderKey() {
        return "shopify:demo-shop:" + orderId;
    }

    private static UUID webhookId(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return UUID.fromString(
                answer.headers().firstValue("Throughline-Webhook-Id").orElseThrow());
    }

    private void awaitEnd(UUID webhook) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !ends(webhook).isEmpty());
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
        return types(orderKey());
    }

    private List<@Nullable String> types(String orderKey) {
        return jdbc.sql("select orderseq || ' ' || type from order_event where orderkey = :key order by orderseq")
                .param("key", orderKey)
                .query(String.class)
                .list();
    }

    private List<@Nullable String> codes() {
        return jdbc.sql("select code from order_fetch where orderkey = :key")
                .param("key", orderKey())
                .query(String.class)
                .list();
    }

    private long waiting() {
        return count("select count(*) from webhook_todo where waits_for = :key");
    }

    private long fetches() {
        return count("select count(*) from order_fetch where orderkey = :key");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param("key", orderKey()).query(Long.class).single();
    }

    private long openTransactions() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state like 'idle in transaction%'
                        """).query(Long.class).single();
    }
}
