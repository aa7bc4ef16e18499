package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.TaxLine;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an order. A configurable product is two items: the one that was chosen has the price and is shipped,
 * the other only says what it is made of. Of a bundle the parts are shipped and the whole is paid for.
 */
record AdobeLines(Document order, Amounts money) {

    /** Of a line and of shipping Adobe Commerce says how much tax they bear, not which. */
    static final String TAX = "Tax";

    private static final String DISCOUNT = "0";

    List<OrderLine> lines() {
        return items().stream().map(this::line).toList();
    }

    private List<Document> items() {
        return order.list("items");
    }

    private OrderLine line(Document json) {
        Optional<Document> parent = parent(json);
        Money total = parent.filter(this::isPriced).isPresent() ? money.zero() : money.in(json, "row_total");
        BigDecimal ordered = quantity(json, "qty_ordered");
        return new OrderLine(
                json.requiredId("item_id"),
                parent.map(whole -> whole.requiredId("item_id")).orElse(null),
                json.text("sku").orElse(null),
                json.text("name").orElse(""),
                isBundle(json) ? "bundle" : isGiftCard(json) ? "gift-card" : "product",
                quantities(json, ordered),
                Amounts.unitPrice(json.decimal("price").orElse(BigDecimal.ZERO), BigDecimal.ONE),
                allocations(json),
                taxes(json),
                total,
                isShipped(json, parent),
                null,
                null,
                null);
    }

    private Optional<Document> parent(Document json) {
        Optional<String> id = json.id("parent_item_id");
        return items().stream()
                .filter(item -> id.isPresent() && item.id("item_id").equals(id))
                .findFirst();
    }

    private boolean isPriced(Document parent) {
        return money.in(parent, "row_total").minor() != 0;
    }

    private static boolean isBundle(Document json) {
        return json.text("product_type").orElse("").equals("bundle");
    }

    private static boolean isGiftCard(Document json) {
        return json.text("product_type").orElse("").equals("giftcard");
    }

    private static boolean isShipped(Document json, Optional<Document> parent) {
        boolean isPartOfAnother = parent.filter(whole -> !isBundle(whole)).isPresent();
        boolean immaterial = json.flag("is_virtual")
                || json.text("is_virtual").filter("1"::equals).isPresent();
        return !isBundle(json) && !isPartOfAnother && !immaterial;
    }

    /** What was given back is first taken from what was not shipped: of that, Adobe Commerce ships no more either. */
    private static Quantities quantities(Document json, BigDecimal ordered) {
        BigDecimal shipped = quantity(json, "qty_shipped").min(ordered);
        BigDecimal cancelled = quantity(json, "qty_canceled").min(ordered.subtract(shipped));
        BigDecimal refunded = quantity(json, "qty_refunded");
        BigDecimal unshipped = refunded.min(ordered.subtract(shipped).subtract(cancelled));
        BigDecimal returned = refunded.subtract(unshipped).min(shipped);
        BigDecimal gone = cancelled.add(unshipped);
        return new Quantities(
                ordered, gone, shipped, returned, ordered.subtract(gone).subtract(shipped));
    }

    private static BigDecimal quantity(Document json, String name) {
        return json.decimal(name).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO);
    }

    private List<TaxLine> taxes(Document json) {
        Money amount = money.in(json, "tax_amount");
        return amount.minor() == 0
                ? List.of()
                : List.of(new TaxLine(
                        TAX,
                        json.decimal("tax_percent").orElse(BigDecimal.ZERO).movePointLeft(2),
                        amount,
                        null,
                        false));
    }

    /** Adobe Commerce keeps of all rules and coupons together what they take from a line. */
    List<DiscountApplication> discounts() {
        Optional<String> coupon = order.text("coupon_code");
        return money.in(order, "discount_amount").minor() == 0
                ? List.of()
                : List.of(new DiscountApplication(
                        DISCOUNT,
                        coupon.isPresent() ? "code" : "automatic",
                        "line",
                        coupon.orElse(null),
                        order.text("discount_description").orElse(null)));
    }

    private List<DiscountAllocation> allocations(Document json) {
        Money taken = withoutTax(money, json);
        return taken.minor() == 0 || discounts().isEmpty()
                ? List.of()
                : List.of(new DiscountAllocation(DISCOUNT, taken));
    }

    /** A discount on prices that contain tax contains tax too; how much is said beside it. */
    static Money withoutTax(Amounts money, Document json) {
        return money.magnitude(json, "discount_amount").minus(money.in(json, "discount_tax_compensation_amount"));
    }
}
