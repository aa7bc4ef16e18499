package io.throughline.testkit;

import io.throughline.events.order.Address;
import io.throughline.events.order.Customer;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.ShipTo;
import io.throughline.events.order.ShippingLine;
import io.throughline.events.order.TaxLine;
import io.throughline.events.order.Tender;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A complete, valid order of which a test changes only what it is about: open and paid, in EUR with 19 % tax included,
 * for a person in Berlin.
 */
public final class OrderFixture {

    public static final Address ADDRESS = new Address(
            "Ada Example",
            null,
            List.of("Unter den Linden 1", "c/o Byron"),
            "Berlin",
            "Berlin",
            "DE-BE",
            "10117",
            "DE",
            "+49 30 5550100");

    private static final Instant CREATED = Instant.parse("2026-11-20T10:15:30Z");
    private static final BigDecimal TAX = new BigDecimal("0.19");

    private String orderKey = "shopify:demo-shop:820982911946154508";
    private String currency = "EUR";
    private OrderStatus status = new OrderStatus(OrderStatus.OPEN, OrderStatus.PAID, "unfulfilled");
    private @Nullable Customer customer =
            new Customer("115310627314723954", "Ada Example", "ada@example.org", "+49 30 5550100");
    private @Nullable Address billTo = ADDRESS;
    private List<ShipTo> shipTo = List.of(new ShipTo("delivery", ADDRESS, List.of()));
    private List<Refund> refunds = List.of();
    private boolean test;
    private UnaryOperator<OrderLine> eachLine = line -> line;
    private final List<Line> lines;

    private OrderFixture(List<Line> lines) {
        this.lines = lines;
    }

    /** @param lines one piece of {@code SKU-1} when none is given */
    public static OrderFixture order(Line... lines) {
        return new OrderFixture(lines.length == 0 ? List.of(new Line("SKU-1", 1)) : List.of(lines));
    }

    /** @param key {@code <storefront>:<shop>:<order id>} */
    public OrderFixture key(String key) {
        orderKey = key;
        return this;
    }

    /** @param code ISO 4217; prices keep their digits, so mind a currency without decimals */
    public OrderFixture currency(String code) {
        currency = code;
        return this;
    }

    /** @param word as in {@link OrderStatus#payment()} */
    public OrderFixture payment(String word) {
        status = new OrderStatus(status.order(), word, status.fulfillment());
        return this;
    }

    /** @param word as in {@link OrderStatus#order()} */
    public OrderFixture status(String word) {
        status = status.withOrder(word);
        return this;
    }

    public OrderFixture shipTo(ShipTo... places) {
        shipTo = List.of(places);
        return this;
    }

    public OrderFixture shipTo(Address address) {
        return shipTo(new ShipTo("delivery", address, List.of()));
    }

    public OrderFixture withoutCustomer() {
        customer = null;
        billTo = null;
        return this;
    }

    public OrderFixture refunds(Refund... documents) {
        refunds = List.of(documents);
        return this;
    }

    public OrderFixture test() {
        test = true;
        return this;
    }

    /** Whatever else a test needs of the lines; applied to each. */
    public OrderFixture eachLine(UnaryOperator<OrderLine> change) {
        eachLine = change;
        return this;
    }

    public Order build() {
        List<OrderLine> built = builtLines();
        ShippingLine shipping = shipping();
        Totals totals = totals(built, shipping);
        String id = orderKey.substring(orderKey.lastIndexOf(':') + 1);
        return new Order(
                orderKey,
                id,
                "#1001",
                CREATED,
                CREATED.plusSeconds(5),
                "+01:00",
                test,
                true,
                currency,
                status,
                customer,
                null,
                billTo,
                shipTo,
                built,
                List.of(shipping),
                List.of(),
                List.of(),
                List.of(new TaxLine("VAT", TAX, totals.tax(), "DE", false)),
                List.of(new Tender("card", "shopify_payments", totals.total(), "pi_3Example")),
                refunds,
                totals,
                null);
    }

    private List<OrderLine> builtLines() {
        return IntStream.range(0, lines.size())
                .mapToObj(place -> eachLine.apply(line(place + 1, lines.get(place))))
                .toList();
    }

    private ShippingLine shipping() {
        BigDecimal price = new BigDecimal("4.90");
        return new ShippingLine("9001", "Standard", "standard", rounded(price), List.of(), List.of(tax(price)));
    }

    private OrderLine line(int number, Line line) {
        BigDecimal total = line.unitPrice().multiply(line.quantity());
        return new OrderLine(
                Integer.toString(7000 + number),
                null,
                line.sku(),
                "Product " + line.sku(),
                "product",
                Quantities.ordered(line.quantity()),
                line.unitPrice(),
                List.of(),
                List.of(tax(total)),
                rounded(total),
                true,
                "610910",
                "PT",
                200L);
    }

    private Totals totals(List<OrderLine> built, ShippingLine shipping) {
        Money zero = Money.zero(currency);
        Money goods = built.stream().map(OrderLine::total).reduce(zero, Money::plus);
        Money tax = built.stream()
                .flatMap(line -> line.taxes().stream())
                .map(TaxLine::amount)
                .reduce(shipping.taxes().getFirst().amount(), Money::plus);
        return new Totals(
                goods,
                zero,
                shipping.price(),
                zero,
                zero,
                tax,
                zero,
                goods.plus(shipping.price()),
                null,
                null,
                new TotalsCheck(true, zero));
    }

    private TaxLine tax(BigDecimal gross) {
        BigDecimal net = gross.divide(BigDecimal.ONE.add(TAX), 10, RoundingMode.HALF_UP);
        return new TaxLine("VAT", TAX, rounded(gross.subtract(net)), "DE", false);
    }

    private Money rounded(BigDecimal value) {
        return Money.of(value.setScale(Money.zero(currency).exponent(), RoundingMode.HALF_UP), currency);
    }
}
