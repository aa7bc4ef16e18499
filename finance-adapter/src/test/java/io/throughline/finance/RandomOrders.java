package io.throughline.finance;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Orders made up at random, in currencies of 0, 2 and 3 decimals. */
final class RandomOrders {

    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD", "USD");

    private RandomOrders() {}

    static Order order(Random random, int number) {
        return order(random, number, CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    }

    /** Random parts of which the total is what the contract says it is, delta included. */
    static Order order(Random random, int number, String currency) {
        int exponent = Money.zero(currency).exponent();
        boolean inclusive = random.nextBoolean();
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(5))
                .mapToObj(line -> randomLine(random, line, currency, exponent))
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
        boolean cancelled = random.nextInt(5) == 0;
        OrderStatus status =
                new OrderStatus(cancelled ? OrderStatus.CANCELLED : OrderStatus.OPEN, OrderStatus.PAID, "unfulfilled");
        Order base = OrderFixture.order()
                .currency(currency)
                .key("shopify:demo-shop:" + (100_000 + number))
                .build();
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
                status,
                null,
                null,
                null,
                List.of(),
                lines,
                List.of(shipping),
                List.of(fee),
                List.of(),
                List.of(),
                tenders(random, totals.total()),
                refunds(random, lines, totals.total(), inclusive),
                totals,
                null);
    }

    private static OrderLine randomLine(Random random, int number, String currency, int exponent) {
        return new OrderLine(
                "l" + number,
                null,
                "SKU-" + number,
                "Product",
                random.nextInt(8) == 0 ? "gift-card" : "product",
                Quantities.ordered(BigDecimal.valueOf(1 + random.nextInt(4))),
                new BigDecimal("3.333333"),
                List.of(new DiscountAllocation("0", money(random, currency, exponent, 100))),
                taxes(random, currency, exponent),
                new Money(currency, 500 + random.nextInt(10_000), exponent),
                true,
                null,
                null,
                null);
    }

    private static List<Tender> tenders(Random random, Money total) {
        Tender card = new Tender("card", random.nextBoolean() ? "paypal" : "shopify_payments", null, null);
        Money part = new Money(total.currency(), Math.max(0, total.minor() / 3), total.exponent());
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(card, new Tender("gift-card", "gift_card", part, null));
            case 2 -> List.of(new Tender("card", "stripe", part, null), card);
            default -> List.of(card);
        };
    }

    /** Of some orders the first line with its tax, of some only a part of the total. */
    private static List<Refund> refunds(Random random, List<OrderLine> lines, Money total, boolean inclusive) {
        OrderLine line = lines.getFirst();
        Money none = new Money(total.currency(), 0, total.exponent());
        Money tax = line.taxes().getFirst().amount();
        Money goods = inclusive ? line.total() : line.total().plus(tax);
        boolean whole = random.nextBoolean() && goods.minor() <= total.minor() && goods.minor() > 0;
        Money settled = whole ? goods : new Money(total.currency(), total.minor() / 4, total.exponent());
        RefundLine back = new RefundLine(line.lineId(), BigDecimal.ONE, "return", null, line.total(), tax);
        Refund refund =
                new Refund("77", Instant.parse("2026-11-21T08:00:00Z"), null, List.of(back), none, none, settled);
        return random.nextInt(3) > 0 || settled.minor() <= 0 ? List.of() : List.of(refund);
    }

    private static List<TaxLine> taxes(Random random, String currency, int exponent) {
        return List.of(new TaxLine(
                "VAT", new BigDecimal("0.2"), money(random, currency, exponent, 40), null, random.nextInt(3) == 0));
    }

    private static Money money(Random random, String currency, int exponent, int below) {
        return new Money(currency, random.nextInt(below), exponent);
    }
}
