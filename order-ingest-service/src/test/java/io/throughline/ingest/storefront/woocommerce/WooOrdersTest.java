package io.throughline.ingest.storefront.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Refund;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.RecordedCalls;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An order that is refunded between the two calls that read it. */
class WooOrdersTest {

    int round;

    @Test
    void readsAnOrderAnewThatIsRefundedWhileItIsRead() {
        List<String> named = List.of("1", "1,2");
        RecordedCalls calls = new RecordedCalls(
                path -> path.contains("refunds?") ? refunds("1,2").toString() : order(named.get(Math.min(round++, 1))));

        Meaning meaning = new WooOrders().fetch("tea-house", "727", calls);

        assertThat(meaning)
                .isInstanceOfSatisfying(
                        Meaning.Snapshot.class,
                        read -> assertThat(read.order().refunds())
                                .extracting(Refund::refundId)
                                .containsExactlyInAnyOrder("1", "2"));
        assertThat(calls.asked()).hasSize(4);
    }

    @Test
    void givesUpForNowOnAnOrderWhoseRefundsNeverFit() {
        RecordedCalls calls = new RecordedCalls(
                path -> path.contains("refunds?") ? refunds("1").toString() : order("1,2"));

        assertThatThrownBy(() -> new WooOrders().fetch("tea-house", "727", calls))
                .isInstanceOfSatisfying(
                        FetchException.class, torn -> assertThat(torn.code()).isEqualTo("fetch-torn"));
        assertThat(calls.asked()).hasSize(6);
    }

    private static String order(String refunds) {
        ObjectNode order = Fixtures.tree(Fixtures.WOOCOMMERCE);
        order.put("id", 727).set("refunds", refunds(refunds));
        return order.toString();
    }

    private static ArrayNode refunds(String ids) {
        ArrayNode refunds = Json.mapper().createArrayNode();
        for (String id : ids.split(",", -1)) {
            refunds.addObject()
                    .put("id", Integer.parseInt(id))
                    .put("date_created_gmt", "2026-05-05T08:00:00")
                    .put("amount", "1.00")
                    .put("total", "-1.00");
        }
        return refunds;
    }
}
