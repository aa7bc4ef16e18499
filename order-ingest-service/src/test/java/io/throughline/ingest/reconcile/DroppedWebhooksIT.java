package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.ingest.OwnAddresses;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.ShopStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Shops whose webhooks are lost, doubled and shuffled, beside the same shops without any mishap. */
@ReconcileTest
@TestPropertySource(properties = {"stub-shops=calm,stormy", "throughline.ingest.reconcile.pages=1"})
class DroppedWebhooksIT {

    static final Mishaps ALL_LOST = new Mishaps(100, 0, 1, Duration.ZERO);
    /** None changes so often that a fetch, whose retry the clock of this test decides, could be torn each time. */
    static final int ORDERS = 20;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    StubShops shops;

    @Autowired
    Polls polls;

    @Autowired
    RepairLog repairs;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @Test
    void netStateEqualsTheRunWithoutFaultsThoughWebhooksAreDroppedDoubledAndShuffled() {
        shops.sendTo(port);
        assertThat(shops.stub("adobecommerce", "stormy").isChallengeMet()).isTrue();
        Map<String, String> silent = happen(clock.instant().minus(Duration.ofMinutes(70)));
        polls.awaitUnderstood();

        silent.forEach((source, orderKey) -> {
            polls.reconcileWhole(source, "calm");
            polls.reconcileWhole(source, "stormy");
            assertThat(named()).as("named once it is found").contains(orderKey);
        });

        polls.awaitUnderstood();
        await().atMost(Polls.PATIENCE).until(() -> {
            repairs.look();
            return openGaps() == 0;
        });
        StubShops.SOURCES.forEach(source -> assertSameInStormAndCalm(source, polls));
        assertThat(originsOfGaps()).containsOnly("reconcile");
    }

    /** The key of an order of each source of which no webhook came at all. */
    private Map<String, String> happen(Instant start) {
        Map<String, String> silent = new TreeMap<>();
        for (String source : StubShops.SOURCES) {
            ShopStub stormy = shops.stub(source, "stormy");
            stormy.plan(new Mishaps(10, 10, 15, Duration.ZERO), ORDERS);
            ShopHistory.happen(shops.stub(source, "calm"), shops.shop(source, "calm"), start, ORDERS, Mishaps.NONE);
            silent.put(source, ShopHistory.happen(stormy, shops.shop(source, "stormy"), start, ORDERS, ALL_LOST));
        }
        return silent;
    }

    private void assertSameInStormAndCalm(String source, Polls polls) {
        Outcomes stormy = Outcomes.of(jdbc, source + ":stormy:");
        ShopStub stub = shops.stub(source, "stormy");
        Set<String> gaps = polls.gapsOf(source, "stormy");

        assertThat(stormy.nets()).hasSize(ORDERS);
        assertThat(stormy).isEqualTo(Outcomes.of(jdbc, source + ":calm:"));
        assertThat(stub.lost()).as("lost by %s", source).isGreaterThan(1);
        assertThat(polls.gapsOf(source, "calm")).isEmpty();
        assertThat(gaps).isSubsetOf(stub.dropped());
        assertThat(counted(source, "found")).isGreaterThanOrEqualTo(gaps.size());
        assertThat(counted(source, "repaired")).isGreaterThanOrEqualTo(gaps.size());
    }

    private double counted(String source, String result) {
        return meters.get("throughline.reconciliation.gaps")
                .tags("source", source, "result", result)
                .counter()
                .count();
    }

    private int openGaps() {
        return jdbc.sql("select count(*) from reconciliation_gap where repaired_at is null")
                .query(Integer.class)
                .single();
    }

    /** What an operator is shown. */
    private Set<String> named() {
        return new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN)
                .get("/admin/reconciliation/gaps?limit=1000")
                .json()
                .valueStream()
                .map(gap -> gap.path("orderKey").asString())
                .collect(Collectors.toSet());
    }

    private List<String> originsOfGaps() {
        return jdbc.sql("select e.body from order_event e join reconciliation_gap g on g.webhook_id = e.webhook_id")
                .query((row, index) -> Json.mapper()
                        .readTree(Deflated.inflate(row.getBytes(1), 1 << 26))
                        .path("origin")
                        .asString())
                .list();
    }
}
