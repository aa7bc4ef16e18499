package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.ingest.Shop;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Storefronts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks shops in the time of a test, and reads what came of it. */
record Polls(Storefronts storefronts, Reconciler reconciler, JdbcClient jdbc, TestClock clock) {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration CATCH_UP = Duration.ofSeconds(5);

    /** Whether the shop was due. */
    boolean reconcile(String source, String slug) {
        Map.Entry<Shop, OrderSource> shop = shop(source, slug);
        return reconciler.reconcile(shop.getKey(), shop.getValue());
    }

    Map.Entry<Shop, OrderSource> shop(String source, String slug) {
        return storefronts.listable().entrySet().stream()
                .filter(one -> one.getKey().source().equals(source)
                        && one.getKey().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Until everything up to now was asked for. */
    void reconcileWhole(String source, String slug) {
        for (int round = 0; round < 80; round++) {
            assertThat(reconcile(source, slug))
                    .as("round %s of %s", round, source)
                    .isTrue();
            clock.advance(CATCH_UP);
            if (isComplete(source, slug)) {
                clock.advance(Duration.ofMinutes(5));
                return;
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

    void awaitUnderstood() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from webhook_todo")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    Set<String> gapsOf(String source, String slug) {
        return new TreeSet<>(jdbc.sql("select orderkey from reconciliation_gap where source = :source and shop = :shop")
                .param("source", source)
                .param("shop", slug)
                .query(String.class)
                .list());
    }
}
