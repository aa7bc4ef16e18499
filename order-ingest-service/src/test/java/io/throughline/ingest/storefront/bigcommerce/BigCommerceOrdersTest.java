package io.throughline.ingest.storefront.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An order that changes while it is read in parts. */
class BigCommerceOrdersTest {

    static final String ORDER = "/v2/orders/9007199254740997";

    final ObjectNode parts = Fixtures.tree("/bigcommerce/order.json");
    int modified;
    int changes;
    int readings;

    @BeforeEach
    void notYetRefunded() {
        order().put("status_id", 11).put("refunded_amount", "0.0000");
        ((ArrayNode) parts.get("refunds")).removeAll();
    }

    @Test
    void readsAnOrderAnewThatIsRefundedWhileItIsRead() {
        changes = 1;

        Meaning meaning = fetch();

        assertThat(meaning).isInstanceOfSatisfying(Meaning.Restoration.class, read -> {
            assertThat(read.order().refunds()).extracting(Refund::refundId).containsExactly("70");
            assertThat(read.order().status().payment()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
        });
        assertThat(readings).isEqualTo(4);
    }

    @Test
    void readsAnOrderThatDoesNotChangeOnceAndAgain() {
        assertThat(fetch()).isInstanceOf(Meaning.Restoration.class);

        assertThat(readings).isEqualTo(2);
    }

    @Test
    void givesUpForNowOnAnOrderThatChangesWheneverItIsRead() {
        changes = 100;

        assertThatThrownBy(this::fetch).isInstanceOfSatisfying(FetchException.class, torn -> {
            assertThat(torn.code()).isEqualTo("fetch-torn");
            assertThat(torn.isPermanent()).isFalse();
        });
        assertThat(readings).isEqualTo(6);
    }

    private Meaning fetch() {
        OrderCalls calls = path -> Optional.of(Json.mapper().writeValueAsBytes(answer(path)));
        return new BigCommerceOrders().fetch("tea-house", "9007199254740997", calls);
    }

    /** A refund of the same second comes after the addresses were read, and before the refunds are. */
    private Object answer(String path) {
        if (path.equals(ORDER)) {
            readings++;
            return order();
        }
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        if (name.equals("coupons") && modified < changes) {
            refund(modified++);
        }
        return switch (name) {
            case "refunds", "transactions" -> Map.of("data", parts.get(name));
            case "shipping_addresses" -> parts.get("addresses");
            default -> parts.get(name);
        };
    }

    private void refund(int number) {
        order().put("status_id", 14).put("refunded_amount", (number + 1) + ".0000");
        ((ArrayNode) parts.get("refunds"))
                .addObject()
                .put("id", 70 + number)
                .put("created", "2026-05-05T08:00:00Z")
                .put("total_amount", 1)
                .putArray("payments")
                .addObject()
                .put("amount", 1)
                .put("is_declined", false);
    }

    private ObjectNode order() {
        return (ObjectNode) parts.get("order");
    }
}
