package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.stub.Fault;
import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.ShopStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
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

    static final Duration PATIENCE = Polls.PATIENCE;
    static final Duration CATCH_UP = Polls.CATCH_UP;
    static final StubShops SHOPS = StubShops.start("other");

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
        SHOPS.register(properties);
    }

    @AfterAll
    static void close() {
        SHOPS.close();
    }

    private static ShopStub stub(String source) {
        return SHOPS.stub(source, "other");
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

    Polls polls;

    @BeforeEach
    void open() {
        polls = new Polls(storefronts, reconciler, jdbc, clock);
        SHOPS.sendTo(port);
        // Whatever was asked before is due again.
        clock.advance(Duration.ofMinutes(6));
    }

    @Test
    void leavesToItsWebhookWhatIsYoungerThanTheGrace() {
        ShopStub stub = stub("shopify");
        Sale sale = lost("shopify", clock.instant().minus(Duration.ofMinutes(5)));

        polls.reconcileWhole("shopify", "other");
        assertThat(polls.gapsOf("shopify", "other")).doesNotContain(sale.orderKey());
        clock.advance(Duration.ofMinutes(6));
        polls.reconcileWhole("shopify", "other");

        assertThat(polls.gapsOf("shopify", "other")).contains(sale.orderKey());
        assertThat(stub.dropped()).contains(sale.orderKey());
        polls.awaitUnderstood();
    }

    @Test
    void leavesAShopToTheInstanceThatIsAtIt() {
        lost("woocommerce", clock.instant().minus(Duration.ofMinutes(30)));
        polls.reconcileWhole("woocommerce", "other");
        clock.advance(Duration.ofMinutes(6));
        lease("woocommerce", "now() + interval '1 hour'");
        int before = stub("woocommerce").requests();

        boolean meanwhile = polls.reconcile("woocommerce", "other");
        int asked = stub("woocommerce").requests();
        lease("woocommerce", "now() - interval '1 second'");
        boolean afterwards = polls.reconcile("woocommerce", "other");

        assertThat(meanwhile).isFalse();
        assertThat(asked).isEqualTo(before);
        assertThat(afterwards).isTrue();
        polls.awaitUnderstood();
    }

    @Test
    void asksAgainWhereItWasWhenAStorefrontFails() {
        ShopStub stub = stub("bigcommerce");
        Sale sale = lost("bigcommerce", clock.instant().minus(Duration.ofMinutes(30)));
        stub.failNext(1, Fault.PAGE);
        assertThat(polls.reconcile("bigcommerce", "other")).isTrue();
        JsonNode failed = standing("bigcommerce");
        assertThat(polls.reconcile("bigcommerce", "other"))
                .as("due again at once")
                .isFalse();
        clock.advance(CATCH_UP);
        stub.failNext(1, Fault.rateLimited(Duration.ofSeconds(90)));
        assertThat(polls.reconcile("bigcommerce", "other")).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(polls.reconcile("bigcommerce", "other"))
                .as("due before Retry-After")
                .isFalse();
        assertThat(polls.gapsOf("bigcommerce", "other")).isEmpty();

        clock.advance(Duration.ofSeconds(31));
        polls.reconcileWhole("bigcommerce", "other");

        assertThat(failed.path("code").asString()).isEqualTo("fetch-unavailable");
        assertThat(failed.path("failures").asInt()).isEqualTo(1);
        assertThat(standing("bigcommerce").hasNonNull("code")).isFalse();
        assertThat(polls.gapsOf("bigcommerce", "other")).containsExactly(sale.orderKey());
        JsonNode gap = own().get("/admin/reconciliation/gaps?limit=1000")
                .json()
                .valueStream()
                .filter(one -> one.path("orderKey").asString().equals(sale.orderKey()))
                .findFirst()
                .orElseThrow();
        assertThat(gap.path("version").asString()).isEqualTo(sale.updatedAt().toString());
        polls.awaitUnderstood();
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
        ShopStub stub = stub(source);
        stub.plan(new Mishaps(100, 0, 1, Duration.ZERO), 1);
        Sale sale = new SaleGenerator(new Random(at.getEpochSecond()), at).sell(SHOPS.shop(source, "other"), at);
        stub.happen(sale, Happening.CREATED);
        return sale;
    }

    private void lease(String source, String until) {
        jdbc.sql("update reconciliation set lease_owner = :owner, lease_until = " + until
                        + " where source = :source and shop = 'other'")
                .param("owner", UUID.randomUUID())
                .param("source", source)
                .update();
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
