package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Forgetting;
import io.throughline.ingest.store.Forgetting.Kept;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.stub.Fault;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.ShopStub;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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

/** Days of shops on which orders were lost so thoroughly that no window of modified orders shows them. */
@ReconcileTest
@TestPropertySource(
        properties = {
            "stub-shops=night,full",
            "throughline.ingest.reconcile.backlog=60",
            "throughline.ingest.days.pages-at-once=1",
            "throughline.ingest.days.gone=2",
            "throughline.ingest.days.zones[0].source=shopify",
            "throughline.ingest.days.zones[0].shop=night",
            "throughline.ingest.days.zones[0].zone=America/New_York"
        })
class ShopDaysIT {

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
    Forgetting forgetting;

    @Autowired
    RepairLog repairs;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @BeforeEach
    void open() {
        shops.sendTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shopify", "woocommerce", "bigcommerce", "adobecommerce"})
    void namesAndRepairsWhatNoPollCanSee(String source) {
        ShopStub stub = shops.stub(source, "night");
        Instant begin = begin(source, "night");
        List<Sale> sales = sales(source, "night", begin, 8);
        passDay(begin);
        List<Sale> heard = sales.subList(3, 8);
        heard.forEach(stub::keep);
        polls.reconcileWhole(source, "night");
        polls.awaitUnderstood();
        List<Sale> lost = sales.subList(0, 3);
        lost.forEach(stub::keep);
        Sale wrong = heard.get(0);
        stub.keep(dearer(wrong));
        Sale gone = heard.get(1);
        stub.remove(gone);
        polls.reconcileWhole(source, "night");
        int openBefore = openDays();

        look(source, "night");

        Map<String, String> named = new TreeMap<>();
        lost.forEach(sale -> named.put(sale.orderKey(), "missing"));
        named.put(wrong.orderKey(), "differing");
        named.put(gone.orderKey(), "gone");
        assertThat(namedBecauseOfADay(source, "night")).isEqualTo(named);
        assertThat(openDays()).isEqualTo(openBefore + 1);
        polls.awaitUnderstood();
        await().atMost(Polls.PATIENCE).until(() -> {
            repairs.look();
            return day(source, "night").path("repaired").asInt() == 5;
        });
        clock.advance(Duration.ofHours(1));
        assertThat(requestsOfALook(source, "night")).isOne();
        JsonNode agreed = day(source, "night");
        assertThat(agreed.path("agreedAt").isString()).isTrue();
        assertThat(agreed.path("found").asInt()).isEqualTo(5);
        assertThat(agreed.path("checks").asInt()).isEqualTo(2);
        JsonNode sum = agreed.path("sums").path(0);
        assertThat(sum.path("listed").asInt()).isEqualTo(7);
        assertThat(sum.path("held").asInt()).isEqualTo(7);
        assertThat(sum.path("heldMinor").asLong())
                .isEqualTo(sum.path("listedMinor").asLong());
        assertThat(status(gone)).isEqualTo("deleted");
        assertThat(openDays()).isEqualTo(openBefore);
        assertThat(requestsOfALook(source, "night")).as("once it agrees").isZero();
    }

    @Test
    void goesOnWhereItWasInterruptedAndAsksForNoMoreAtOnceThanMayWait() {
        ShopStub stub = shops.stub("woocommerce", "full");
        Instant begin = begin("woocommerce", "full");
        passDay(begin);
        polls.reconcileWhole("woocommerce", "full");
        sales("woocommerce", "full", begin, 101).forEach(stub::keep);

        assertThat(requestsOfALook("woocommerce", "full")).isOne();
        String cursor = cursor();
        stub.failNext(1, Fault.PAGE);
        assertThat(requestsOfALook("woocommerce", "full")).isOne();
        assertThat(cursor()).isNotEmpty().isEqualTo(cursor);
        assertThat(requestsOfALook("woocommerce", "full")).as("left alone").isZero();
        clock.advance(Polls.CATCH_UP);
        look("woocommerce", "full");

        assertThat(day("woocommerce", "full").path("checks").asInt())
                .as("more is to be asked for")
                .isZero();
        assertThat(namedBecauseOfADay("woocommerce", "full")).hasSize(60);
        polls.awaitUnderstood();
        clock.advance(Polls.CATCH_UP);
        look("woocommerce", "full");
        assertThat(namedBecauseOfADay("woocommerce", "full")).hasSize(101);
        polls.awaitUnderstood();
        clock.advance(Duration.ofHours(1));
        look("woocommerce", "full");
        assertThat(cursor()).isNotEmpty();
        look("woocommerce", "full");
        assertThat(day("woocommerce", "full").path("agreedAt").isString()).isTrue();
    }

    @Test
    void believesNoListInWhichTooMuchIsMissing() {
        ShopStub stub = shops.stub("shopify", "full");
        Instant begin = begin("shopify", "full");
        List<Sale> sales = sales("shopify", "full", begin, 3);
        passDay(begin);
        sales.forEach(stub::keep);
        polls.reconcileWhole("shopify", "full");
        polls.awaitUnderstood();
        sales.forEach(stub::remove);

        look("shopify", "full");

        JsonNode day = day("shopify", "full");
        assertThat(day.path("code").asString()).isEqualTo("too-many-gone");
        assertThat(day.path("differences").path("gone").asInt()).isEqualTo(3);
        assertThat(namedBecauseOfADay("shopify", "full")).isEmpty();
        clock.advance(Duration.ofDays(8));
        look("shopify", "full");
        assertThat(day("shopify", "full").path("givenUpAt").isString()).isTrue();
        Instant ended = Instant.parse(day.path("endsAt").asString());
        assertThat(forgetting
                        .forget(Kept.SHOP_DAYS, ended.plusSeconds(1), new UUID(0, 0), 500)
                        .rows())
                .isPositive();
        assertThat(of("/admin/reconciliation/days", "shopify", "full")
                        .map(one -> one.path("day").asString()))
                .isNotEmpty()
                .doesNotContain(day.path("day").asString());
    }

    /** The first day of the shop that is compared, which is the one after it became known. */
    private Instant begin(String source, String slug) {
        polls.reconcileWhole(source, slug);
        look(source, slug);
        record Row(LocalDate day, Instant begins) {}
        Row row = jdbc.sql("select day, begins_at from shop_day where source = :source and shop = :shop")
                .param("source", source)
                .param("shop", slug)
                .query((found, index) -> new Row(
                        found.getObject("day", LocalDate.class),
                        found.getTimestamp("begins_at").toInstant()))
                .single();
        ZoneId zone = ZoneId.of(source.equals("shopify") && slug.equals("night") ? "America/New_York" : "UTC");
        assertThat(row.begins()).isEqualTo(row.day().atStartOfDay(zone).toInstant());
        return row.begins();
    }

    /** An hour apart at most; the last one is the newest modification, far behind the others. */
    private List<Sale> sales(String source, String slug, Instant begin, int number) {
        SaleGenerator generator = new SaleGenerator(new Random(number), begin);
        return IntStream.range(0, number)
                .mapToObj(place -> generator.sell(
                        shops.shop(source, slug),
                        begin.plus(place == number - 1 ? Duration.ofHours(20) : Duration.ofMinutes(3L * place))))
                .toList();
    }

    /** To when the day is compared. */
    private void passDay(Instant begin) {
        clock.advance(Duration.between(clock.instant(), begin).plusDays(1).plusHours(4));
    }

    /** At the same time of change. */
    private static Sale dearer(Sale sale) {
        return new Sale(
                sale.shop(),
                sale.id(),
                sale.number(),
                sale.createdAt(),
                sale.buyer(),
                sale.lines(),
                sale.shipping() + 100,
                sale.shippingTax(),
                sale.standing());
    }

    private void look(String source, String slug) {
        Map.Entry<Shop, OrderSource> shop = polls.shop(source, slug);
        days.look(shop.getKey(), shop.getValue());
    }

    private int requestsOfALook(String source, String slug) {
        int before = shops.stub(source, slug).requests();
        look(source, slug);
        return shops.stub(source, slug).requests() - before;
    }

    private JsonNode day(String source, String slug) {
        return of("/admin/reconciliation/days", source, slug).toList().getLast();
    }

    private Map<String, String> namedBecauseOfADay(String source, String slug) {
        Map<String, String> named = new TreeMap<>();
        of("/admin/reconciliation/gaps", source, slug)
                .filter(gap -> gap.path("day").isString())
                .forEach(gap -> named.put(
                        gap.path("orderKey").asString(), gap.path("cause").asString()));
        return named;
    }

    private Stream<JsonNode> of(String path, String source, String slug) {
        return new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN)
                .get(path + "?limit=1000")
                .json()
                .valueStream()
                .filter(one -> one.path("source").asString().equals(source)
                        && one.path("shop").asString().equals(slug));
    }

    private String cursor() {
        return jdbc.sql("select coalesce(max(cursor), '') from shop_day where source = 'woocommerce' and shop = 'full'")
                .query(String.class)
                .single();
    }

    private String status(Sale sale) {
        return jdbc.sql("select order_status from order_state where orderkey = :orderkey")
                .param("orderkey", sale.orderKey())
                .query(String.class)
                .single();
    }

    private int openDays() {
        return (int) meters.get("throughline.reconciliation.days.open").gauge().value();
    }
}
