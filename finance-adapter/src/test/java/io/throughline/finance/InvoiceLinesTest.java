package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.runtime.PermanentFailure;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "KWD"})
    void comeToTheOrdersTotalWhateverTheOrderIsMadeOf(String currency) {
        Random random = new Random(42);

        List<Order> orders = IntStream.range(0, 300)
                .mapToObj(number -> randomOrder(random, currency))
                .toList();

        assertThat(orders)
                .allSatisfy(order -> assertThat(worth(order))
                        .isEqualByComparingTo(order.totals().total().toDecimal()));
    }

    @Test
    void bookAGiftCardAsALiability() {
        Order order =
                OrderFixture.order().eachLine(line -> ofKind(line, "gift-card")).build();

        List<LineItem> items = InvoiceLines.of(order, BooksFixture.BOOKING);

        assertThat(items.getFirst().accountCode()).isEqualTo("830");
    }

    @Test
    void showWhatTheStorefrontsTotalDiffersByAsRounding() {
        Order order = withTotals(OrderFixture.order().build(), 2490, new TotalsCheck(false, euro(1)));

        List<LineItem> items = InvoiceLines.of(order, BooksFixture.BOOKING);

        assertThat(items.getLast().accountCode()).isEqualTo("860");
        assertThat(items.getLast().lineAmount()).isEqualByComparingTo("0.01");
    }

    @Test
    void leaveATotalThatNothingExplainsToAPerson() {
        Order order = withTotals(OrderFixture.order().build(), 9999, new TotalsCheck(true, euro(0)));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> InvoiceLines.of(order, BooksFixture.BOOKING))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("total-mismatch"));
    }

    @Test
    void keepQuantityAndUnitPriceWhereXeroCanMultiplyThem() {
        Order order = OrderFixture.order(new Line("SKU-1", 3)).build();

        LineItem item = InvoiceLines.of(order, BooksFixture.BOOKING).getFirst();

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

        List<LineItem> items = InvoiceLines.of(order, BooksFixture.BOOKING);

        assertThat(items.getFirst().lineAmount()).isEqualByComparingTo("16.80");
        assertThat(items.getFirst().taxAmount()).isEqualByComparingTo("0");
        assertThat(items.getLast().accountCode()).isEqualTo("835");
        assertThat(items.getLast().lineAmount()).isEqualByComparingTo("3.19");
        assertThat(worth(order)).isEqualByComparingTo(order.totals().total().toDecimal());
    }

    private static BigDecimal worth(Order order) {
        return InvoiceLines.of(order, BooksFixture.BOOKING).stream()
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

    private static OrderLine taxedBy(OrderLine line, List<TaxLine> taxes) {
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

    /** Random parts of which the total is what the contract says it is, delta included. */
    private static Order randomOrder(Random random, String currency) {
        int exponent = Money.zero(currency).exponent();
        boolean inclusive = random.nextBoolean();
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(5))
                .mapToObj(number -> randomLine(random, number, currency, exponent))
                .toList();
        ShippingLine shipping = new ShippingLine(
                "s",
                "Standard",
                null,
                money(random, currency, exponent, 900),
                List.of(new DiscountAllocation("1", money(random, currency, exponent, 50))),
                taxes(random, currency, exponent));
        Fee fee = new Fee("f", "Handling", money(random, currency, exponent, 300), taxes(random, currency, exponent));
        long goods = lines.stream().mapToLong(line -> line.total().minor()).sum();
        long discounts = LongStream.concat(
                                lines.stream()
                                        .flatMap(line -> line.discounts().stream())
                                        .mapToLong(d -> d.amount().minor()),
                                shipping.discounts().stream()
                                        .mapToLong(d -> d.amount().minor()))
                        .sum()
                + (random.nextInt(4) == 0 ? 200 : 0);
        List<TaxLine> taxes = new ArrayList<>(shipping.taxes());
        taxes.addAll(fee.taxes());
        lines.forEach(line -> taxes.addAll(line.taxes()));
        long tax = taxes.stream().mapToLong(line -> line.amount().minor()).sum() + (random.nextInt(4) == 0 ? 250 : 0);
        long duties = random.nextInt(3) == 0 ? 777 : 0;
        long rounding = random.nextInt(3) - 1L;
        long delta = random.nextInt(5) - 2L;
        long total = goods
                - discounts
                + shipping.price().minor()
                + fee.amount().minor()
                + duties
                + (inclusive ? 0 : tax)
                + rounding
                + delta;
        Totals totals = new Totals(
                new Money(currency, goods, exponent),
                new Money(currency, discounts, exponent),
                shipping.price(),
                fee.amount(),
                new Money(currency, duties, exponent),
                new Money(currency, tax, exponent),
                new Money(currency, rounding, exponent),
                new Money(currency, total, exponent),
                null,
                null,
                new TotalsCheck(false, new Money(currency, delta, exponent)));
        Order base = OrderFixture.order().currency(currency).build();
        return new Order(
                base.orderKey(),
                base.sourceOrderId(),
                base.displayNumber(),
                base.createdAt(),
                base.sourceVersion(),
                null,
                false,
                inclusive,
                currency,
                base.status(),
                null,
                null,
                null,
                List.of(),
                lines,
                List.of(shipping),
                List.of(fee),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                totals,
                null);
    }

    private static OrderLine randomLine(Random random, int number, String currency, int exponent) {
        return new OrderLine(
                "l" + number,
                null,
                "SKU-" + number,
                "Product",
                "product",
                Quantities.ordered(BigDecimal.valueOf(1 + random.nextInt(4))),
                new BigDecimal("3.333333"),
                List.of(new DiscountAllocation("0", money(random, currency, exponent, 100))),
                taxes(random, currency, exponent),
                money(random, currency, exponent, 10_000),
                true,
                null,
                null,
                null);
    }

    private static List<TaxLine> taxes(Random random, String currency, int exponent) {
        return List.of(new TaxLine(
                "VAT", new BigDecimal("0.2"), money(random, currency, exponent, 40), null, random.nextInt(3) == 0));
    }

    private static Money money(Random random, String currency, int exponent, int below) {
        return new Money(currency, random.nextInt(below), exponent);
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
