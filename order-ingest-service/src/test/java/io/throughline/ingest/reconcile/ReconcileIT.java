package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.storefront.Storefronts;
import io.throughline.stub.Fault;
import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.ShopStub;
import io.throughline.stub.storefront.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Shops whose webhooks do not come, and storefronts that fail when they are asked. */
@ReconcileTest
@TestPropertySource(properties = {"stub-shops=other,moody,quiet", "throughline.ingest.reconcile.pages=1"})
class ReconcileIT {

    static final Duration PATIENCE = Polls.PATIENCE;
    static final Duration CATCH_UP = Polls.CATCH_UP;
    static final Mishaps ALL_LOST = new Mishaps(100, 0, 1, Duration.ZERO);

    private ShopStub stub(String source) {
        return shops.stub(source, "other");
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    StubShops shops;

    @Autowired
    Polls polls;

    @Autowired
    DayWatch days;

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
        shops.sendTo(port);
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
        // What it sends webhooks about is asked first.
        stub.failNext(2, Fault.PAGE);
        assertThat(polls.reconcile("bigcommerce", "other")).isTrue();
        JsonNode failed = standing("bigcommerce");
        assertThat(polls.reconcile("bigcommerce", "other"))
                .as("due again at once")
                .isFalse();
        clock.advance(CATCH_UP);
        stub.failNext(2, Fault.rateLimited(Duration.ofSeconds(90)));
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

        try (ReconcileTimer timer = new ReconcileTimer(storefronts, polls.reconciler(), days, repairs, quick())) {
            // A shop still being asked would end in the next test's time, and not be due there.
            await().atMost(PATIENCE).until(() -> repaired(sale) && idle() == shops.size());
            assertThat(timer).isNotNull();
        }

        assertThat(counted("woocommerce", "repaired")).isPositive();
    }

    @Test
    void fiftyOrdersOfWhichNoWebhookCameAreNamedByThePollThatFindsThemAndMadeGood() {
        polls.reconcileWhole("woocommerce", "quiet");
        Instant first = clock.instant();
        Set<String> silent = keys(IntStream.range(0, 50).mapToObj(one -> sold(ALL_LOST, first.plusSeconds(2L * one))));
        Set<String> heard =
                keys(IntStream.range(0, 40).mapToObj(one -> sold(Mishaps.NONE, first.plusSeconds(2L * one + 1))));
        polls.awaitUnderstood();
        clock.advance(Duration.ofMinutes(15));

        Instant asked = clock.instant();
        assertThat(polls.reconcile("woocommerce", "quiet")).isTrue();

        assertThat(silent).hasSize(50);
        assertThat(keysOfGaps(asked)).isEqualTo(silent).doesNotContainAnyElementsOf(heard);
        polls.awaitUnderstood();
        await().atMost(PATIENCE).until(() -> {
            repairs.look();
            return newestGaps(asked).allMatch(gap -> gap.hasNonNull("repairedAt"));
        });
        assertThat(placed()).containsAll(silent).containsAll(heard);
    }

    private static Set<String> keys(Stream<Sale> sales) {
        return sales.map(Sale::orderKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the newest gaps those that were found since then. */
    private Stream<JsonNode> newestGaps(Instant since) {
        return own().get("/admin/reconciliation/gaps?newest=true&limit=1000")
                .json()
                .valueStream()
                .filter(gap -> !Instant.parse(gap.path("foundAt").asString()).isBefore(since));
    }

    private Set<String> keysOfGaps(Instant since) {
        return newestGaps(since)
                .map(gap -> gap.path("orderKey").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Orders of which there is an event. */
    private Set<String> placed() {
        return new TreeSet<>(jdbc.sql("select distinct orderkey from order_event")
                .query(String.class)
                .list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shopify", "woocommerce", "bigcommerce"})
    void hasASubscriptionSendAgainThatTheShopDisabledAndAsksWhatItMissed(String source) {
        ShopStub stub = moody(source);
        polls.reconcileWhole(source, "moody");
        List<String> topics = active(stub);
        long enabledBefore = enabled(source);
        int auditedBefore = audited(source);
        clock.advance(Duration.ofMinutes(6));
        stub.disableSubscriptions();
        assertThat(active(stub)).isEmpty();
        Sale sale = unheard(source, clock.instant().minus(Duration.ofMinutes(30)));

        polls.reconcileWhole(source, "moody");

        assertThat(active(stub)).containsExactlyInAnyOrderElementsOf(topics);
        assertThat(polls.gapsOf(source, "moody")).contains(sale.orderKey());
        assertThat(enabled(source) - enabledBefore).isEqualTo(topics.size());
        assertThat(audited(source) - auditedBefore).isEqualTo(topics.size());
        assertThat(disabledNow(source)).isZero();
        polls.awaitUnderstood();
    }

    @Test
    void givesUpOnAShopThatDisablesThemAgainAndAgain() {
        ShopStub stub = moody("woocommerce");
        polls.reconcileWhole("woocommerce", "moody");
        clock.advance(Duration.ofDays(2));
        for (int round = 1; round <= 4; round++) {
            stub.disableSubscriptions();
            polls.reconcileWhole("woocommerce", "moody");
            clock.advance(Duration.ofMinutes(6));
            assertThat(active(stub).isEmpty()).as("round %s", round).isEqualTo(round == 4);
        }

        assertThat(disabledNow("woocommerce")).isPositive();
        clock.advance(Duration.ofDays(2));
        polls.reconcileWhole("woocommerce", "moody");

        assertThat(active(stub)).as("a day later").isNotEmpty();
    }

    private ShopStub moody(String source) {
        return shops.stub(source, "moody");
    }

    private static List<String> active(ShopStub stub) {
        return stub.subscriptions().stream()
                .filter(Subscription::active)
                .map(Subscription::topic)
                .toList();
    }

    /** A sale of which nobody is told, as there is no subscription. */
    private Sale unheard(String source, Instant at) {
        Sale sale = new SaleGenerator(new Random(at.getEpochSecond()), at).sell(shops.shop(source, "moody"), at);
        moody(source).happen(sale, Happening.CREATED);
        return sale;
    }

    private long enabled(String source) {
        return (long) meters.counter("throughline.subscription.enables", "source", source, "result", "enabled")
                .count();
    }

    private int audited(String source) {
        return jdbc.sql("select count(*) from admin_action where action = 'enable-subscription' and subject like :shop")
                .param("shop", source + "/moody %")
                .query(Integer.class)
                .single();
    }

    private int disabledNow(String source) {
        return jdbc.sql("""
                select count(*) from webhook_subscription
                where source = :source and shop = 'moody' and disabled_since is not null
                """).param("source", source).query(Integer.class).single();
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

    /** Shops that are not due and that nobody is at. */
    private int idle() {
        return jdbc.sql("select count(*) from reconciliation where lease_owner is null and due_at > :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
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
        return sold(ALL_LOST, source, "other", at);
    }

    private Sale sold(Mishaps mishaps, Instant at) {
        return sold(mishaps, "woocommerce", "quiet", at);
    }

    private Sale sold(Mishaps mishaps, String source, String slug, Instant at) {
        ShopStub stub = shops.stub(source, slug);
        stub.plan(mishaps, 1);
        Sale sale = new SaleGenerator(new Random(at.getEpochSecond()), at).sell(shops.shop(source, slug), at);
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
