package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.Shop;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.stub.Fault;
import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.ShopStub;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Shops whose webhooks do not come, and storefronts that fail when they are asked. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "throughline.ingest.access.callers[0].name=anna",
            "throughline.ingest.access.callers[0].token=" + OwnAddresses.OPERATOR_TOKEN,
            "throughline.ingest.access.callers[0].role=OPERATOR",
            "throughline.ingest.reconcile.enabled=false",
            "throughline.ingest.reconcile.pages=1",
            "throughline.ingest.reconcile.pause=0"
        })
@DirtiesContext
class ReconcileIT {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration CATCH_UP = Duration.ofSeconds(5);
    static final String TOKEN = "only-for-tests";
    static final Map<String, ShopStub> STUBS = new LinkedHashMap<>();
    static final Map<String, io.throughline.stub.storefront.Shop> SHOPS = new LinkedHashMap<>();

    static {
        for (String source : List.of("shopify", "woocommerce", "bigcommerce")) {
            for (String slug : List.of("other")) {
                var shop = ShopHistory.shop(source, slug, StorefrontClient.SECRET);
                SHOPS.put(source + "/" + slug, shop);
                STUBS.put(source + "/" + slug, ShopStub.start(shop, TOKEN, 0));
            }
        }
    }

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("""
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
                {"Name": "orders", "Subscriptions": [{"Name": "finance-adapter"}]},
                {"Name": "outcomes", "Subscriptions": [{"Name": "order-ingest-service"}]},
                {"Name": "commands", "Subscriptions": [{"Name": "order-ingest-service"}]}]}]}}
            """);

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }

        @Bean
        TestClock clock() {
            return new TestClock();
        }
    }

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
        int place = 0;
        for (var shop : SHOPS.values()) {
            ShopStub stub = stub(shop.source(), shop.slug());
            String prefix = "throughline.ingest.shops[" + place++ + "].";
            properties.add(prefix + "source", shop::source);
            properties.add(prefix + "slug", shop::slug);
            properties.add(prefix + "secrets[0]", shop::secret);
            properties.add(prefix + "owned-from", () -> "2026-01-01T00:00:00Z");
            properties.add(prefix + "api.base-url", stub::api);
            properties.add(prefix + "api.user", stub::user);
            properties.add(prefix + "api.token", () -> TOKEN);
        }
    }

    @AfterAll
    static void close() {
        STUBS.values().forEach(ShopStub::close);
    }

    private static ShopStub stub(String source, String slug) {
        return Objects.requireNonNull(STUBS.get(source + "/" + slug));
    }

    private static io.throughline.stub.storefront.Shop shop(String source, String slug) {
        return Objects.requireNonNull(SHOPS.get(source + "/" + slug));
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    Reconciler reconciler;

    @Autowired
    RepairLog repairs;

    @Autowired
    Storefronts storefronts;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @BeforeEach
    void open() {
        STUBS.values().forEach(stub -> stub.sendsTo(URI.create("http://127.0.0.1:" + port)));
        // Its budget grows in real time, which the clock of this test runs ahead of.
        stub("shopify", "other").throttle(1_000_000, 1);
        // Whatever was asked before is due again.
        clock.advance(Duration.ofMinutes(6));
    }

    @Test
    void leavesToItsWebhookWhatIsYoungerThanTheGrace() {
        ShopStub stub = stub("shopify", "other");
        Sale sale = lost("shopify", clock.instant().minus(Duration.ofMinutes(5)));

        reconcileWhole("shopify", "other");
        assertThat(gapsOf("shopify", "other")).doesNotContain(sale.orderKey());
        clock.advance(Duration.ofMinutes(6));
        reconcileWhole("shopify", "other");

        assertThat(gapsOf("shopify", "other")).contains(sale.orderKey());
        assertThat(stub.dropped()).contains(sale.orderKey());
        awaitUnderstood();
    }

    @Test
    void leavesAShopToTheInstanceThatIsAtIt() {
        lost("woocommerce", clock.instant().minus(Duration.ofMinutes(30)));
        reconcileWhole("woocommerce", "other");
        clock.advance(Duration.ofMinutes(6));
        lease("woocommerce", "now() + interval '1 hour'");
        int before = stub("woocommerce", "other").requests();

        boolean meanwhile = reconcile("woocommerce", "other");
        int asked = stub("woocommerce", "other").requests();
        lease("woocommerce", "now() - interval '1 second'");
        boolean afterwards = reconcile("woocommerce", "other");

        assertThat(meanwhile).isFalse();
        assertThat(asked).isEqualTo(before);
        assertThat(afterwards).isTrue();
        awaitUnderstood();
    }

    @Test
    void asksAgainWhereItWasWhenAStorefrontFails() {
        ShopStub stub = stub("bigcommerce", "other");
        Sale sale = lost("bigcommerce", clock.instant().minus(Duration.ofMinutes(30)));
        stub.failNext(1, Fault.PAGE);
        assertThat(reconcile("bigcommerce", "other")).isTrue();
        JsonNode failed = standing("bigcommerce");
        assertThat(reconcile("bigcommerce", "other")).as("due again at once").isFalse();
        clock.advance(CATCH_UP);
        stub.failNext(1, Fault.rateLimited(Duration.ofSeconds(90)));
        assertThat(reconcile("bigcommerce", "other")).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(reconcile("bigcommerce", "other"))
                .as("due before Retry-After")
                .isFalse();
        assertThat(gapsOf("bigcommerce", "other")).isEmpty();

        clock.advance(Duration.ofSeconds(31));
        reconcileWhole("bigcommerce", "other");

        assertThat(failed.path("code").asString()).isEqualTo("fetch-unavailable");
        assertThat(failed.path("failures").asInt()).isEqualTo(1);
        assertThat(standing("bigcommerce").hasNonNull("code")).isFalse();
        assertThat(gapsOf("bigcommerce", "other")).containsExactly(sale.orderKey());
        JsonNode gap = own().get("/admin/reconciliation/gaps?limit=1000")
                .json()
                .valueStream()
                .filter(one -> one.path("orderKey").asString().equals(sale.orderKey()))
                .findFirst()
                .orElseThrow();
        assertThat(gap.path("version").asString()).isEqualTo(sale.updatedAt().toString());
        awaitUnderstood();
    }

    @Test
    void asksByItselfAndNotesWhatWasRepaired() {
        Sale sale = lost("woocommerce", clock.instant().minus(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(6));

        try (ReconcileTimer timer = new ReconcileTimer(storefronts, reconciler, repairs, quick())) {
            await().atMost(PATIENCE).until(() -> repaired(sale));
            assertThat(timer).isNotNull();
        }

        assertThat(counted("woocommerce", "repaired")).isPositive();
    }

    private static ReconcileProperties quick() {
        Duration often = Duration.ofMillis(100);
        Duration minute = Duration.ofMinutes(1);
        return new ReconcileProperties(
                true,
                minute,
                minute,
                minute,
                Duration.ofDays(7),
                1,
                100,
                Duration.ZERO,
                often,
                minute,
                minute,
                often,
                1000);
    }

    private boolean repaired(Sale sale) {
        return jdbc.sql("select repaired_at is not null from reconciliation_gap where orderkey = :orderkey")
                .param("orderkey", sale.orderKey())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A sale whose webhook never comes. */
    private Sale lost(String source, Instant at) {
        ShopStub stub = stub(source, "other");
        stub.plan(new Mishaps(100, 0, 1, Duration.ZERO), 1);
        Sale sale = new SaleGenerator(new Random(at.getEpochSecond()), at).sell(shop(source, "other"), at);
        stub.happen(sale, Happening.CREATED);
        return sale;
    }

    private boolean reconcile(String source, String slug) {
        Map.Entry<Shop, OrderSource> shop = storefronts.listable().entrySet().stream()
                .filter(one -> one.getKey().source().equals(source)
                        && one.getKey().slug().equals(slug))
                .findFirst()
                .orElseThrow();
        return reconciler.reconcile(shop.getKey(), shop.getValue());
    }

    /** Until everything up to now was asked for; when it was asked. */
    private List<Instant> reconcileWhole(String source, String slug) {
        List<Instant> polls = new ArrayList<>();
        for (int round = 0; round < 80; round++) {
            polls.add(clock.instant());
            assertThat(reconcile(source, slug))
                    .as("round %s of %s", round, source)
                    .isTrue();
            clock.advance(CATCH_UP);
            if (isComplete(source, slug)) {
                clock.advance(Duration.ofMinutes(5));
                return polls;
            }
        }
        throw new AssertionError(source + "/" + slug + " is not done with");
    }

    private boolean isComplete(String source, String slug) {
        return jdbc.sql("""
                select failures = 0 and until is null and due_at > :soon
                from reconciliation where source = :source and shop = :shop
                """)
                .param("source", source)
                .param("shop", slug)
                .param("soon", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private void lease(String source, String until) {
        jdbc.sql("update reconciliation set lease_owner = :owner, lease_until = " + until
                        + " where source = :source and shop = 'other'")
                .param("owner", UUID.randomUUID())
                .param("source", source)
                .update();
    }

    private void awaitUnderstood() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from webhook_todo")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private Set<String> gapsOf(String source, String slug) {
        return new TreeSet<>(jdbc.sql("select orderkey from reconciliation_gap where source = :source and shop = :shop")
                .param("source", source)
                .param("shop", slug)
                .query(String.class)
                .list());
    }

    private double counted(String source, String result) {
        return meters.get("throughline.reconciliation.gaps")
                .tags("source", source, "result", result)
                .counter()
                .count();
    }

    private JsonNode standing(String source) {
        return own().get("/admin/reconciliation")
                .json()
                .valueStream()
                .filter(one -> one.path("source").asString().equals(source)
                        && one.path("shop").asString().equals("other"))
                .findFirst()
                .orElseThrow();
    }

    private OwnAddresses own() {
        return new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN);
    }
}
