package io.throughline.ingest.storefront.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.events.order.Company;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.Tender;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ShopifyOrderTest {

    final Order order = map(Fixtures.SHOPIFY_FULL, body -> {});
    final Order guest = map(Fixtures.SHOPIFY_GUEST, body -> {});

    @Test
    void keepsIdsThatExceedADouble() {
        assertThat(order.orderKey()).isEqualTo("shopify:demo-shop:7420982911946154508");
        assertThat(order.sourceOrderId()).isEqualTo("7420982911946154508");
        assertThat(order.lines()).extracting(OrderLine::lineId).startsWith("900000000000000101", "900000000000000102");
        assertThat(order.customer())
                .isNotNull()
                .satisfies(customer -> assertThat(customer.customerId()).isEqualTo("9007199254740993"));
    }

    @Test
    void keepsTimesAsInstantsWithTheShopsOffset() {
        assertThat(order.createdAt()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
        assertThat(order.sourceVersion()).isEqualTo(Instant.parse("2026-05-09T06:30:00Z"));
        assertThat(order.sourceOffset()).isEqualTo("+02:00");
    }

    @Test
    void tellsWhatBecameOfEachLine() {
        assertThat(order.lines().getFirst().quantities()).isEqualTo(quantities(3, 1, 1, 0, 1));
        assertThat(order.lines().get(2).quantities()).isEqualTo(quantities(2, 0, 2, 1, 0));
    }

    @Test
    void countsARefundOfUnshippedGoodsAsCancelledWhateverItsRestockType() {
        Order refunded = map(Fixtures.SHOPIFY_FULL, body -> {
            ObjectNode line = (ObjectNode)
                    body.get("refunds").get(0).get("refund_line_items").get(0);
            line.put("restock_type", "no_restock");
            body.get("line_items").forEach(item -> ((ObjectNode) item).remove("current_quantity"));
        });

        assertThat(refunded.lines().getFirst().quantities()).isEqualTo(quantities(3, 1, 1, 0, 1));
    }

    @Test
    void believesALineThatSaysItIsFulfilledWithoutADocument() {
        Order imported = map(Fixtures.SHOPIFY_GUEST, body -> {
            body.putArray("fulfillments");
            ((ObjectNode) body.get("line_items").get(0)).put("fulfillment_status", "fulfilled");
        });

        assertThat(imported.lines().getFirst().quantities()).isEqualTo(quantities(1, 0, 1, 0, 0));
        assertThat(imported.linesToShip()).isEmpty();
    }

    @Test
    void knowsASoldGiftCardFromGoods() {
        OrderLine giftCard = order.lines().get(1);

        assertThat(giftCard.kind()).isEqualTo("gift-card");
        assertThat(giftCard.requiresShipping()).isFalse();
        assertThat(order.linesToShip()).extracting(OrderLine::lineId).containsExactly("900000000000000101");
    }

    @Test
    void takesGiftCardsForTendersNotDiscounts() {
        assertThat(order.tenders())
                .containsExactly(
                        new Tender("gift-card", "gift_card", null, null),
                        new Tender("card", "shopify_payments", null, null));
    }

    @Test
    void carriesUnitPricesUnroundedAndLineTotalsRounded() {
        OrderLine sachet = order.lines().get(2);

        assertThat(sachet.unitPrice()).isEqualByComparingTo("4.995");
        assertThat(sachet.total()).isEqualTo(eur(999));
    }

    @Test
    void carriesDiscountSharesAndTaxesPerLine() {
        OrderLine assam = order.lines().getFirst();

        assertThat(assam.discounts()).singleElement().satisfies(share -> {
            assertThat(share.discountId()).isEqualTo("0");
            assertThat(share.amount()).isEqualTo(eur(300));
        });
        assertThat(assam.taxes()).singleElement().satisfies(tax -> {
            assertThat(tax.rate()).isEqualByComparingTo("0.19");
            assertThat(tax.amount()).isEqualTo(eur(431));
        });
        assertThat(assam.hsCode()).isEqualTo("090240");
        assertThat(order.discounts()).singleElement().satisfies(discount -> {
            assertThat(discount.type()).isEqualTo("code");
            assertThat(discount.code()).isEqualTo("HELLO");
        });
    }

    @Test
    void leavesOutShippingThatWasRemovedAndKeepsItsTax() {
        assertThat(order.shipping()).extracting(ShippingLine::title).containsExactly("Post");
        assertThat(order.shipping().getFirst().taxes())
                .singleElement()
                .satisfies(tax -> assertThat(tax.amount()).isEqualTo(eur(78)));
    }

    @Test
    void carriesTotalsInBothCurrenciesAndFindsThemSound() {
        assertThat(order.totals().total()).isEqualTo(eur(6889));
        assertThat(order.totals().current()).isEqualTo(eur(5000));
        assertThat(order.totals().presentment()).isEqualTo(new Money("USD", 7440, 2));
        assertThat(order.fees()).extracting(Fee::feeId, Fee::amount).containsExactly(tuple("tip", eur(200)));
        assertThat(order.totals().check().ok()).isTrue();
    }

    @Test
    void flagsTotalsThatDoNotAddUpAndMapsTheOrderAllTheSame() {
        assertThat(guest.totals().check().ok()).isFalse();
        assertThat(guest.totals().check().delta()).isEqualTo(new Money("JPY", 10, 0));
        assertThat(guest.totals().total()).isEqualTo(new Money("JPY", 2188, 0));
    }

    @Test
    void countsOnlySuccessfulTransactionsAsSettled() {
        Refund first = order.refunds().getFirst();
        Refund second = order.refunds().get(1);

        assertThat(first.settled()).isEqualTo(eur(900));
        assertThat(second.settled()).isEqualTo(eur(0));
    }

    @Test
    void turnsShopifysSignsIntoPositiveAmounts() {
        Refund second = order.refunds().get(1);

        assertThat(second.shipping()).isEqualTo(eur(490));
        assertThat(second.adjustment()).isEqualTo(eur(-100));
        assertThat(second.lines()).singleElement().satisfies(line -> {
            assertThat(line.subtotal()).isEqualTo(eur(499));
            assertThat(line.restockType()).isEqualTo("return");
            assertThat(line.location()).isEqualTo("55");
        });
    }

    @Test
    void takesTheDocumentsAmountWhereMoneyWentBackInAnotherCurrency() {
        Order foreign = map(Fixtures.SHOPIFY_FULL, body -> {
            ObjectNode payment =
                    (ObjectNode) body.get("refunds").get(0).get("transactions").get(0);
            payment.put("currency", "USD").put("amount", "9.72");
        });

        assertThat(foreign.refunds().getFirst().settled()).isEqualTo(eur(900 + 144));
    }

    @Test
    void namesTheBusinessBehindAnOrder() {
        assertThat(order.company()).isEqualTo(new Company("Ruiz GmbH", null, "PO-9", "Net 30"));
        assertThat(order.billTo()).isNotNull().satisfies(address -> {
            assertThat(address.name()).isEqualTo("Ana Peña Ruiz");
            assertThat(address.lines()).containsExactly("Calle Mayor 3");
            assertThat(address.regionCode()).isEqualTo("AT-9");
        });
    }

    @Test
    void mapsAGuestAtATillInACurrencyWithoutDecimals() {
        assertThat(guest.customer()).isNull();
        assertThat(guest.billTo()).isNull();
        assertThat(guest.shipTo()).isEmpty();
        assertThat(guest.test()).isTrue();
        assertThat(guest.status()).isEqualTo(new OrderStatus("open", "pending", "unfulfilled"));
        assertThat(guest.lines().getFirst().total()).isEqualTo(new Money("JPY", 1980, 0));
    }

    @Test
    void readsTheOrdersStatus() {
        Order cancelled = map(Fixtures.SHOPIFY_FULL, body -> body.put("cancelled_at", "2026-05-09T08:30:00+02:00"));
        Order closed = map(Fixtures.SHOPIFY_FULL, body -> body.put("closed_at", "2026-05-09T08:30:00+02:00"));

        assertThat(order.status()).isEqualTo(new OrderStatus("open", "partially-refunded", "partial"));
        assertThat(cancelled.status().order()).isEqualTo("cancelled");
        assertThat(closed.status().order()).isEqualTo("closed");
    }

    @Test
    void namesTheFieldThatMakesNoSenseAndNotWhatItHolds() {
        assertThatThrownBy(() -> map(
                        Fixtures.SHOPIFY_FULL,
                        body -> ((ObjectNode) body.get("line_items").get(1)).put("price", "secret stuff")))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("line_items[1].price")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesANumberThatWouldFillTheMemory() {
        assertThatThrownBy(() -> map(Fixtures.SHOPIFY_FULL, body -> body.put("total_price", "1e999999999")))
                .isInstanceOf(NotUnderstoodException.class);
    }

    @Test
    void refusesAnOrderWithoutAnId() {
        assertThatThrownBy(() -> map(Fixtures.SHOPIFY_FULL, body -> body.putNull("id")))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("id");
    }

    private static Order map(String fixture, Consumer<ObjectNode> change) {
        return new ShopifyOrder("demo-shop", Document.parse(Fixtures.body(fixture, change))).map();
    }

    private static Money eur(long minor) {
        return new Money("EUR", minor, 2);
    }

    private static Quantities quantities(int... counts) {
        return new Quantities(
                BigDecimal.valueOf(counts[0]),
                BigDecimal.valueOf(counts[1]),
                BigDecimal.valueOf(counts[2]),
                BigDecimal.valueOf(counts[3]),
                BigDecimal.valueOf(counts[4]));
    }
}
