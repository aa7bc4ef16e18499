package io.throughline.ingest.storefront.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.events.order.Address;
import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class WooOrderTest {

    final Order order = order(body -> {});

    @Test
    void readsGmtTimesThatDoNotSayZ() {
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
        assertThat(order.sourceVersion()).isEqualTo(Instant.parse("2026-05-04T08:05:00Z"));
        assertThat(order.sourceOffset()).isEqualTo("+02:00");
        assertThat(order.displayNumber()).isEqualTo("5012");
    }

    @Test
    void asksForATimeThatItCannotDoWithout() {
        assertThatThrownBy(() -> order(body -> body.remove("date_created_gmt")))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("date_created_gmt");
        assertThatThrownBy(() -> order(body -> body.put("date_created_gmt", "yesterday")))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("date_created_gmt");
    }

    @Test
    void carriesAmountsWithoutTaxAndFindsTheTotalsSoundWithTheGiftCardAsAMeansOfPayment() {
        assertThat(order.taxIncluded()).isFalse();
        assertThat(order.totals().total()).isEqualTo(eur(4632));
        assertThat(order.totals().check().ok()).isTrue();
        assertThat(order.totals().check().delta()).isEqualTo(eur(0));
        assertThat(order.tenders())
                .containsExactly(
                        new Tender("gift-card", "gift-card", eur(1500), null),
                        new Tender("card", "stripe", eur(3132), "ch_1"));
        assertThat(order.fees())
                .extracting(Fee::feeId, Fee::title, Fee::amount)
                .containsExactly(tuple("306", "Gift wrap", eur(121)));
    }

    @Test
    void takesTheLinesPriceBeforeDiscounts() {
        assertThat(order.lines().getFirst().unitPrice()).isEqualByComparingTo("10");
        assertThat(order.lines().get(1).unitPrice()).isEqualByComparingTo("3.893333");
        assertThat(order.lines()).extracting(OrderLine::total).containsExactly(eur(3000), eur(779), eur(0));
    }

    @Test
    void keepsLinesApartThatShareASkuOrHaveNone() {
        assertThat(order.lines())
                .extracting(OrderLine::lineId, OrderLine::sku)
                .containsExactly(tuple("301", "TEA-1"), tuple("302", "TEA-1"), tuple("303", null));
    }

    @Test
    void dividesALinesDiscountBetweenItsCoupons() {
        assertThat(order.lines().getFirst().discounts())
                .containsExactly(new DiscountAllocation("0", eur(300)), new DiscountAllocation("1", eur(100)));
        assertThat(order.discounts()).extracting(discount -> discount.code()).containsExactly("hello", "again");
    }

    @Test
    void namesADiscountThatWasTypedIn() {
        Order byHand = order(body -> body.putArray("coupon_lines"));

        assertThat(byHand.lines().getFirst().discounts()).containsExactly(new DiscountAllocation("0", eur(400)));
        assertThat(byHand.discounts())
                .singleElement()
                .satisfies(discount -> assertThat(discount.type()).isEqualTo("manual"));
    }

    @Test
    void readsTaxesOfLinesByTheirRate() {
        assertThat(order.lines().get(1).taxes())
                .containsExactly(new TaxLine("USt", new BigDecimal("0.19"), eur(148), null, false));
        assertThat(order.taxes())
                .containsExactly(new TaxLine("USt", new BigDecimal("0.19"), eur(720), "AT-VAT-1", false));
    }

    @Test
    void namesTheRegionWhetherTheCountryStandsInItOrNot() {
        assertThat(order.billTo())
                .isEqualTo(new Address(
                        "Zoë Ångström",
                        null,
                        List.of("Gasse 1", "Top 4"),
                        "Wien",
                        "AT-9",
                        "AT-9",
                        "1010",
                        "AT",
                        "+43 1 000"));
        assertThat(order.shipTo()).singleElement().satisfies(place -> {
            assertThat(place.kind()).isEqualTo("delivery");
            assertThat(place.address())
                    .isNotNull()
                    .satisfies(address -> assertThat(address.regionCode()).isEqualTo("AT-9"));
        });
    }

    @Test
    void knowsAGuestWithoutNameAndAnOrderWithoutAddress() {
        Order guest = order(body -> {
            body.put("customer_id", 0);
            body.putObject("billing").put("first_name", "").put("country", "FR").put("email", "");
            body.putObject("shipping").put("first_name", "").put("country", "");
        });

        assertThat(guest.customer()).isNull();
        assertThat(guest.billTo()).isNull();
        assertThat(guest.shipTo()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, , open, pending, unfulfilled",
        "on-hold, , open, pending, unfulfilled",
        "failed, , open, pending, unfulfilled",
        "processing, 2026-05-04T08:00:20, open, paid, unfulfilled",
        "wrapped-by-a-plugin, 2026-05-04T08:00:20, open, paid, unfulfilled",
        "completed, 2026-05-04T08:00:20, closed, paid, fulfilled",
        "completed, , closed, pending, fulfilled",
        "cancelled, , cancelled, voided, unfulfilled",
        "cancelled, 2026-05-04T08:00:20, cancelled, paid, unfulfilled",
        "refunded, 2026-05-04T08:00:20, closed, refunded, unfulfilled"
    })
    void derivesWhatWooCommerceHasNoTopicFor(
            String status, String paidAt, String order, String payment, String fulfillment) {
        Order mapped = order(body -> body.put("status", status).put("date_paid_gmt", paidAt));

        assertThat(mapped.status()).isEqualTo(new OrderStatus(order, payment, fulfillment));
    }

    @Test
    void countsEveryLineOfACompletedOrderAsFulfilled() {
        Order completed = order(body -> body.put("status", "completed"));

        assertThat(completed.lines().getFirst().quantities()).isEqualTo(quantities(3, 0, 3, 0, 0));
        assertThat(completed.linesToShip()).isEmpty();
    }

    @Test
    void turnsRefundsPositiveAndPointsThemAtTheOrdersLines() {
        List<Refund> refunds = refunded(body -> {}).refunds();

        assertThat(refunds).extracting(Refund::refundId).containsExactly("621", "622");
        Refund broken = refunds.getLast();
        assertThat(broken.settled()).isEqualTo(eur(1532));
        assertThat(broken.shipping()).isEqualTo(eur(490));
        assertThat(broken.adjustment()).isEqualTo(eur(10));
        assertThat(broken.lines()).singleElement().satisfies(line -> {
            assertThat(line.lineId()).isEqualTo("301");
            assertThat(line.quantity()).isEqualByComparingTo("1");
            assertThat(line.subtotal()).isEqualTo(eur(867));
            assertThat(line.tax()).isEqualTo(eur(165));
        });
    }

    @Test
    void doesNotShipWhatWasRefundedBeforeItWasShipped() {
        assertThat(refunded(body -> {}).lines().getFirst().quantities()).isEqualTo(quantities(3, 1, 0, 0, 2));
        assertThat(refunded(body -> body.put("status", "completed"))
                        .lines()
                        .getFirst()
                        .quantities())
                .isEqualTo(quantities(3, 0, 3, 1, 0));
        assertThat(refunded(body -> {}).status().payment()).isEqualTo("partially-refunded");
    }

    @Test
    void hintsAtAnOrderWhoseRefundsTheWebhookOnlySums() {
        Meaning meaning = pushed(body -> body.putArray("refunds")
                .addObject()
                .put("id", 622)
                .put("reason", "")
                .put("total", "-15.32"));

        assertThat(meaning)
                .isEqualTo(new Meaning.Hint("woocommerce:tea-house:9007199254740995", "9007199254740995", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout-draft", "auto-draft"})
    void takesABasketForNoOrderYet(String status) {
        assertThat(pushed(body -> body.put("status", status))).isEqualTo(new Meaning.NoOrder("not-an-order-yet"));
    }

    @Test
    void takesAnOrderInTheBinForDeleted() {
        assertThat(pushed(body -> body.put("status", "trash"))).isInstanceOf(Meaning.Deletion.class);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1980, 0, 1980", "KWD, 19.999, 3, 19999", "EUR, 19.9951, 2, 2000"})
    void readsTheDecimalsOfTheCurrencyWhateverTheShopShows(String currency, String total, int exponent, long minor) {
        Order order = order(body -> {
            body.put("currency", currency).put("total", total);
            body.putArray("gift_cards");
        });

        assertThat(order.totals().total()).isEqualTo(new Money(currency, minor, exponent));
    }

    @Test
    void shipsThePartsOfABundleOnceAndNotTheBundle() {
        Order bundled = order(body -> body.get("line_items")
                .forEach(item ->
                        ((ObjectNode) item).put("bundled_by", item.get("id").asInt() == 301 ? "" : "301")));

        assertThat(bundled.lines())
                .extracting(OrderLine::kind, OrderLine::parentLineId, OrderLine::requiresShipping)
                .containsExactly(
                        tuple("bundle", null, false), tuple("product", "301", true), tuple("product", "301", true));
    }

    @Test
    void shipsNothingOfAnOrderWithoutAWayOfShipping() {
        assertThat(order(body -> body.putArray("shipping_lines")).linesToShip()).isEmpty();
    }

    private static Order order(Consumer<ObjectNode> change) {
        return ((Meaning.Snapshot) pushed(change)).order();
    }

    private static Order refunded(Consumer<ObjectNode> change) {
        List<Document> refunds = Document.parse(Fixtures.body("/woocommerce/refunds.json", json -> {}))
                .list("refunds");
        return ((Meaning.Snapshot) woo(change).fetched(refunds)).order();
    }

    private static Meaning pushed(Consumer<ObjectNode> change) {
        return woo(change).pushed();
    }

    private static WooOrder woo(Consumer<ObjectNode> change) {
        return new WooOrder("tea-house", Document.parse(Fixtures.body(Fixtures.WOOCOMMERCE, change)));
    }

    private static Money eur(long minor) {
        return new Money("EUR", minor, 2);
    }

    private static Quantities quantities(int ordered, int cancelled, int fulfilled, int returned, int remaining) {
        return new Quantities(
                BigDecimal.valueOf(ordered),
                BigDecimal.valueOf(cancelled),
                BigDecimal.valueOf(fulfilled),
                BigDecimal.valueOf(returned),
                BigDecimal.valueOf(remaining));
    }
}
