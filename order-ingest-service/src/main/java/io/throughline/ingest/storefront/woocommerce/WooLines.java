package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Quantities;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Shares;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of an order and the discounts on them. */
record WooLines(Document order, Amounts money, BiFunction<String, BigDecimal, Quantities> quantities) {

    private static final DiscountApplication UNNAMED = new DiscountApplication("0", "manual", "line", null, "Discount");

    List<OrderLine> lines() {
        List<DiscountApplication> discounts = discounts();
        Set<String> bundles =
                items().stream().map(WooLines::parent).filter(Objects::nonNull).collect(Collectors.toSet());
        return items().stream().map(item -> line(item, discounts, bundles)).toList();
    }

    private List<Document> items() {
        return order.list("line_items");
    }

    private OrderLine line(Document json, List<DiscountApplication> discounts, Set<String> bundles) {
        String id = json.requiredId("id");
        BigDecimal ordered = json.decimal("quantity").orElse(BigDecimal.ZERO);
        boolean bundle = bundles.contains(id);
        return new OrderLine(
                id,
                parent(json),
                json.text("sku").orElse(null),
                json.text("name").orElse(""),
                bundle ? "bundle" : "product",
                quantities.apply(id, ordered),
                unitPrice(json, ordered),
                allocations(json, discounts),
                WooTaxes.of(order, json, money),
                money.in(json, "subtotal"),
                !bundle && WooTotals.isShipped(order),
                null,
                null,
                null);
    }

    /** {@code price} is what one piece costs after discounts; without any it is the exact price before them too. */
    private BigDecimal unitPrice(Document json, BigDecimal ordered) {
        BigDecimal subtotal = json.decimal("subtotal").orElse(BigDecimal.ZERO);
        Optional<BigDecimal> price = json.decimal("price");
        return discount(json).minor() == 0 && price.isPresent()
                ? Amounts.unitPrice(price.get(), BigDecimal.ONE)
                : Amounts.unitPrice(subtotal, ordered);
    }

    /** The parts of a bundle name their parent in a field of the plugin that made it. */
    private static @Nullable String parent(Document json) {
        return Stream.of("bundled_by", "composite_parent")
                .flatMap(field -> json.id(field).stream())
                .filter(parent -> !parent.equals("0"))
                .findFirst()
                .orElse(null);
    }

    private Money discount(Document json) {
        return money.in(json, "subtotal").minus(money.find(json, "total").orElseGet(() -> money.in(json, "subtotal")));
    }

    List<DiscountApplication> discounts() {
        List<DiscountApplication> coupons = new ArrayList<>();
        for (Document coupon : order.list("coupon_lines")) {
            coupons.add(new DiscountApplication(
                    String.valueOf(coupons.size()),
                    "code",
                    "line",
                    coupon.text("code").orElse(null),
                    null));
        }
        boolean byHand = coupons.isEmpty()
                && items().stream().anyMatch(item -> discount(item).minor() != 0);
        return byHand ? List.of(UNNAMED) : coupons;
    }

    /** A line tells its whole discount, a coupon its own; with several coupons the line's is divided between them. */
    private List<DiscountAllocation> allocations(Document json, List<DiscountApplication> discounts) {
        Money whole = discount(json);
        if (whole.minor() == 0) {
            return List.of();
        }
        List<Document> coupons = order.list("coupon_lines");
        List<Money> shares = coupons.isEmpty()
                ? List.of(whole)
                : Shares.of(
                        whole,
                        coupons.stream()
                                .map(coupon -> money.magnitude(coupon, "discount"))
                                .toList());
        List<DiscountAllocation> allocations = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            allocations.add(new DiscountAllocation(discounts.get(i).discountId(), shares.get(i)));
        }
        return allocations.stream().filter(share -> share.amount().minor() != 0).toList();
    }
}
