package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.OrderCharges;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "KWD"})
    void comeToTheOrdersTotalWhateverTheOrderIsMadeOf(String currency) {
        Random random = new Random(42);

        List<Order> orders = IntStream.range(0, 300)
                .mapToObj(number -> RandomOrders.order(random, number, currency))
                .toList();

        assertThat(orders)
                .allSatisfy(order -> assertThat(worth(order))
                        .isEqualByComparingTo(order.totals().total().toDecimal()));
    }

    @Test
    void bookAGiftCardAsALiability() {
        Order order =
                OrderFixture.order().eachLine(line -> ofKind(line, "gift-card")).build();

        List<LineItem> items = lines(order);

        assertThat(items.getFirst().accountCode()).isEqualTo("830");
    }

    @Test
    void showWhatTheStorefrontsTotalDiffersByAsRounding() {
        Order order = withTotals(OrderFixture.order().build(), 2490, new TotalsCheck(false, euro(1)));

        List<LineItem> items = lines(order);

        assertThat(items.getLast().accountCode()).isEqualTo("860");
        assertThat(items.getLast().lineAmount()).isEqualByComparingTo("0.01");
    }

    @Test
    void leaveATotalThatNothingExplainsToAPerson() {
        Order order = withTotals(OrderFixture.order().build(), 9999, new TotalsCheck(true, euro(0)));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> lines(order))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("total-mismatch"));
    }

    @Test
    void keepQuantityAndUnitPriceWhereXeroCanMultiplyThem() {
        Order order = OrderFixture.order(new Line("SKU-1", 3)).build();

        LineItem item = lines(order).getFirst();

        assertThat(item.quantity()).isEqualByComparingTo("3");
        assertThat(item.unitAmount()).isEqualByComparingTo("19.99");
        assertThat(item.lineAmount()).isEqualByComparingTo("59.97");
    }

    @Test
    void bookTaxThatAMarketplaceRemitsOnItsOwnAccount() {
        Order order = OrderFixture.order()
                .eachLine(line ->
                        taxedBy(line, List.of(new TaxLine("VAT", new BigDecimal("0.19"), euro(319), "DE", true))))
                .build();

        List<LineItem> items = lines(order);

        assertThat(items.getFirst().lineAmount()).isEqualByComparingTo("16.80");
        assertThat(items.getFirst().taxAmount()).isEqualByComparingTo("0");
        assertThat(items.getLast().accountCode()).isEqualTo("835");
        assertThat(items.getLast().lineAmount()).isEqualByComparingTo("3.19");
        assertThat(worth(order)).isEqualByComparingTo(order.totals().total().toDecimal());
    }

    private static List<LineItem> lines(Order order) {
        return OrderCharges.of(order).stream()
                .map(charge -> LineItem.of(charge, BooksFixture.SHOP))
                .toList();
    }

    private static BigDecimal worth(Order order) {
        return lines(order).stream()
                .map(item -> order.taxIncluded()
                        ? item.lineAmount()
                        : item.lineAmount().add(item.taxAmount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Money euro(long cents) {
        return new Money("EUR", cents, 2);
    }

    private static OrderLine ofKind(OrderLine line, String kind) {
        return new OrderLine(
                line.lineId(),
                null,
                line.sku(),
                line.title(),
                kind,
                line.quantities(),
                line.unitPrice(),
                line.discounts(),
                line.taxes(),
                line.total(),
                false,
                null,
                null,
                null);
    }

    static OrderLine taxedBy(OrderLine line, List<TaxLine> taxes) {
        return new OrderLine(
                line.lineId(),
                null,
                line.sku(),
                line.title(),
                line.kind(),
                line.quantities(),
                line.unitPrice(),
                line.discounts(),
                taxes,
                line.total(),
                true,
                null,
                null,
                null);
    }

    private static Order withTotals(Order order, long total, TotalsCheck check) {
        Totals is = order.totals();
        Totals totals = new Totals(
                is.lines(),
                is.discounts(),
                is.shipping(),
                is.fees(),
                is.duties(),
                is.tax(),
                is.rounding(),
                euro(total),
                null,
                null,
                check);
        return with(order, order.lines(), totals);
    }

    /** The same order, given away. */
    static Order free(Order order) {
        Money none = euro(0);
        return with(
                order,
                List.of(),
                new Totals(none, none, none, none, none, none, none, none, null, null, new TotalsCheck(true, none)));
    }

    private static Order with(Order order, List<OrderLine> lines, Totals totals) {
        List<ShippingLine> shipping = lines.isEmpty() ? List.of() : order.shipping();
        return new Order(
                order.orderKey(),
                order.sourceOrderId(),
                order.displayNumber(),
                order.createdAt(),
                order.sourceVersion(),
                order.sourceOffset(),
                order.test(),
                order.taxIncluded(),
                order.currency(),
                order.status(),
                order.customer(),
                order.company(),
                order.billTo(),
                order.shipTo(),
                lines,
                shipping,
                order.fees(),
                order.discounts(),
                order.taxes(),
                order.tenders(),
                order.refunds(),
                totals,
                order.note());
    }
}
