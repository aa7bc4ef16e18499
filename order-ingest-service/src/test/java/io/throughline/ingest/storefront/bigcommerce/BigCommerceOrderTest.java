package io.throughline.ingest.storefront.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.ingest.storefront.Meaning;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class BigCommerceOrderTest {

    final Order order = order(parts -> {});

    @Test
    void readsTimesAsMailWritesThem() {
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
        assertThat(order.sourceVersion()).isEqualTo(Instant.parse("2026-05-04T08:05:01Z"));
    }

    @Test
    void takesTheCurrencyThatIsPaidInAndFindsTheTotalsSound() {
        assertThat(order.currency()).isEqualTo("EUR");
        assertThat(order.totals().total()).isEqualTo(eur(8311));
        assertThat(order.totals().discounts()).isEqualTo(eur(616));
        assertThat(order.totals().check().delta()).isEqualTo(eur(0));
        assertThat(order.fees())
                .extracting(Fee::feeId, Fee::amount)
                .containsExactly(tuple("handling", eur(200)), tuple("1", eur(200)));
    }

    @Test
    void carriesUnitPricesWithFourDecimals() {
        assertThat(order.lines().getFirst().unitPrice()).isEqualByComparingTo("10.555");
        assertThat(order.lines().getFirst().total()).isEqualTo(eur(4222));
    }

    @Test
    void takesTheHalfOfEachPriceThatTheShopKeepsItIn() {
        Order inclusive = order(parts -> inner(parts, "order").put("is_tax_inclusive_pricing", true));

        assertThat(inclusive.taxIncluded()).isTrue();
        assertThat(inclusive.lines().getFirst().total()).isEqualTo(eur(5024));
        assertThat(inclusive.totals().shipping()).isEqualTo(eur(1428));
    }

    @Test
    void sendsEachLineToItsOwnPlace() {
        assertThat(order.shipTo())
                .extracting(
                        place ->
                                place.address() == null ? null : place.address().city(),
                        place -> place.lineIds())
                .containsExactly(tuple("Wien", List.of("240")), tuple("Oslo", List.of("241")));
        assertThat(order.shipping())
                .extracting(ShippingLine::title, ShippingLine::price)
                .containsExactly(tuple("Post", eur(800)), tuple("Parcel", eur(400)));
    }

    @Test
    void sharesDiscountsAsTheLinesSay() {
        assertThat(order.lines().getFirst().discounts())
                .containsExactly(
                        new DiscountAllocation("coupon", eur(500)),
                        new DiscountAllocation("manual-discount", eur(116)));
        assertThat(order.discounts())
                .containsExactly(
                        new DiscountApplication("coupon", "code", "line", "HELLO", "Hello"),
                        new DiscountApplication("manual-discount", "manual", "line", null, "Manual Discount"),
                        new DiscountApplication("coupon-4", "code", "shipping", "FREESHIP", null));
    }

    @Test
    void takesStoreCreditAndGiftCertificatesForMeansOfPayment() {
        assertThat(order.tenders())
                .containsExactly(
                        new Tender("card", "adyen", eur(7500), "pi_1"),
                        new Tender("store-credit", "store-credit", eur(500), null),
                        new Tender("gift-card", "gift-card", eur(311), null));
    }

    @Test
    void namesThePaymentWhereThereAreNoTransactions() {
        Order cash = order(parts -> {
            parts.putArray("transactions");
            inner(parts, "order")
                    .put("payment_method", "Cash")
                    .put("store_credit_amount", "0.0000")
                    .put("gift_certificate_amount", "0.0000");
        });

        assertThat(cash.tenders()).containsExactly(new Tender("manual", "Cash", null, null));
    }

    @Test
    void tellsWhatBecameOfEachLine() {
        assertThat(order.lines().getFirst().quantities())
                .isEqualTo(new Quantities(decimal(4), decimal(1), decimal(1), decimal(0), decimal(2)));
        assertThat(order.lines())
                .extracting(OrderLine::kind, OrderLine::requiresShipping)
                .containsExactly(tuple("product", true), tuple("product", true), tuple("gift-card", false));
    }

    @Test
    void countsOnlyRefundPaymentsThatWereNotDeclined() {
        assertThat(order.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.refundId()).isEqualTo("9");
            assertThat(refund.settled()).isEqualTo(eur(1000));
            assertThat(refund.shipping()).isEqualTo(eur(150));
            assertThat(refund.adjustment()).isEqualTo(eur(50));
            assertThat(refund.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.lineId()).isEqualTo("240"));
        });
    }

    @Test
    void readsTheTaxesOfTheOrder() {
        assertThat(order.taxes())
                .containsExactly(new TaxLine("VAT", new BigDecimal("0.19"), eur(1327), "Default", false));
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', open, pending, unfulfilled",
        "2, captured, open, paid, fulfilled",
        "3, captured, open, paid, partial",
        "4, captured, closed, refunded, partial",
        "5, '', cancelled, voided, partial",
        "6, declined, cancelled, voided, partial",
        "7, '', open, pending, partial",
        "8, '', open, paid, partial",
        "10, '', closed, paid, fulfilled",
        "11, authorized, open, authorized, partial",
        "11, '', open, paid, partial",
        "13, captured, open, paid, partial",
        "14, captured, open, partially-refunded, partial"
    })
    void readsTheNumberedStatus(int id, String paid, String order, String payment, String fulfillment) {
        Order mapped = order(parts -> {
            inner(parts, "order")
                    .put("status_id", id)
                    .put("payment_status", paid)
                    .put("refunded_amount", "0.0000");
            if (id == 1) {
                ((ObjectNode) parts.get("products").get(0)).put("quantity_shipped", 0);
            }
        });

        assertThat(mapped.status()).isEqualTo(new OrderStatus(order, payment, fulfillment));
    }

    @Test
    void takesACustomerWhoDidNotPayForNoOrderYet() {
        assertThat(BigCommerceFixture.fetch(parts -> inner(parts, "order").put("status_id", 0)))
                .isEqualTo(new Meaning.NoOrder("not-an-order-yet"));
    }

    @Test
    void takesAnArchivedOrderForDeleted() {
        assertThat(BigCommerceFixture.fetch(parts -> inner(parts, "order").put("is_deleted", true)))
                .isEqualTo(new Meaning.Deletion(
                        "bigcommerce:tea-house:9007199254740997", Instant.parse("2026-05-04T08:05:01Z")));
    }

    @Test
    void knowsAGuestAndATestPayment() {
        Order guest = order(parts -> {
            inner(parts, "order")
                    .put("customer_id", 0)
                    .putObject("billing_address")
                    .put("email", "");
            ((ObjectNode) parts.get("transactions").get(0)).put("test", true);
        });

        assertThat(guest.customer()).isNull();
        assertThat(guest.billTo()).isNull();
        assertThat(guest.test()).isTrue();
        assertThat(order.test()).isFalse();
    }

    private static Order order(Consumer<ObjectNode> change) {
        return ((Meaning.Restoration) BigCommerceFixture.fetch(change)).order();
    }

    private static ObjectNode inner(ObjectNode parts, String name) {
        return (ObjectNode) parts.get(name);
    }

    private static BigDecimal decimal(int number) {
        return BigDecimal.valueOf(number);
    }

    private static Money eur(long minor) {
        return new Money("EUR", minor, 2);
    }
}
