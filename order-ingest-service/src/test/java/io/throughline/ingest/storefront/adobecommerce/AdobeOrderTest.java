package io.throughline.ingest.storefront.adobecommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AdobeOrderTest {

    private static final String ID = "9007199254740993";

    private final ObjectNode parts = Fixtures.tree("/adobecommerce/order.json");
    private final List<String> asked = new ArrayList<>();

    @Test
    void readsEveryAmountAsItWasSent() {
        Order order = fetch();

        assertThat(order.orderKey()).isEqualTo("adobecommerce:tea-house:" + ID);
        assertThat(order.displayNumber()).isEqualTo("000000042");
        assertThat(order.sourceVersion()).hasToString("2026-05-05T09:30:15Z");
        assertThat(order.totals().check().ok()).isTrue();
        assertThat(order.totals().lines().minor()).isEqualTo(6000);
        assertThat(order.totals().discounts().minor()).isEqualTo(600);
        assertThat(order.totals().tax().minor()).isEqualTo(1121);
        assertThat(order.totals().total().minor()).as("before the gift card").isEqualTo(7021);
        assertThat(order.tenders()).extracting(Tender::kind).containsExactly("gift-card", "card");
        assertThat(order.taxes())
                .singleElement()
                .satisfies(tax -> assertThat(tax.rate()).isEqualByComparingTo("0.19"));
    }

    @Test
    void givesEveryTaxANameThatABookingCanMap() {
        Order order = fetch();

        assertThat(Stream.concat(
                        order.lines().stream().flatMap(line -> line.taxes().stream()),
                        order.shipping().stream().flatMap(line -> line.taxes().stream())))
                .isNotEmpty()
                .extracting(TaxLine::title)
                .containsOnly("Tax");
    }

    @Test
    void readsLinesAndWhatBecameOfThem() {
        Order order = fetch();

        assertThat(order.lines()).extracting(OrderLine::sku).containsExactly("TEA-1", "TEA-1", null);
        assertThat(order.lines()).extracting(OrderLine::requiresShipping).containsExactly(true, true, false);
        assertThat(order.lines().getLast().quantities().ordered()).isEqualByComparingTo("0.5");
        assertThat(order.lines().getFirst().quantities().remaining()).isEqualByComparingTo("1");
        assertThat(order.status().fulfillment()).isEqualTo("partial");
        assertThat(order.status().payment()).isEqualTo("partially-refunded");
        assertThat(order.shipTo())
                .singleElement()
                .satisfies(place -> assertThat(place.lineIds()).isEmpty());
    }

    @Test
    void readsACreditMemoWithWhatItGivesBackBeyondItsLines() {
        assertThat(fetch().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.refundId()).isEqualTo("7");
            assertThat(refund.settled().minor()).isEqualTo(1190);
            assertThat(refund.adjustment().minor()).isEqualTo(119);
            assertThat(refund.lines()).singleElement().satisfies(line -> {
                assertThat(line.subtotal().minor()).isEqualTo(900);
                assertThat(line.tax().minor()).isEqualTo(171);
            });
        });
        assertThat(asked)
                .filteredOn(path -> path.equals("/orders/" + ID))
                .as("again after its memos")
                .hasSize(2);
    }

    @Test
    void readsAnewAnOrderThatChangesBetweenTheCalls() {
        OrderCalls changing = path -> {
            parts.withObject("/order").put("total_refunded", asked.size() + 1);
            return answer(path);
        };

        Assertions.assertThatThrownBy(() -> new AdobeOrders().fetch("tea-house", ID, changing))
                .isInstanceOfSatisfying(
                        FetchException.class, torn -> assertThat(torn.code()).isEqualTo("fetch-torn"));
    }

    @Test
    void tellsOfAnOrderThatIsGone() {
        assertThat(new AdobeOrders().fetch("tea-house", ID, path -> Optional.empty()))
                .isEqualTo(new Meaning.Missing("adobecommerce:tea-house:" + ID));
    }

    private Order fetch() {
        return new AdobeOrders().fetch("tea-house", ID, this::answer) instanceof Meaning.Snapshot(var order)
                ? order
                : Assertions.fail("not understood");
    }

    private Optional<byte[]> answer(String path) {
        asked.add(path);
        return Optional.of(
                Json.mapper().writeValueAsBytes(parts.get(path.startsWith("/creditmemos?") ? "memos" : "order")));
    }
}
