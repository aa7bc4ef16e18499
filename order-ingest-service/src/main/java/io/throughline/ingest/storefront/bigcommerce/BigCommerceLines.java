package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.TaxLine;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of an order with their shares of its discounts. */
record BigCommerceLines(Parts parts, BigCommerceMoney money, BigCommerceStatus status) {

    List<OrderLine> lines() {
        Map<String, DiscountApplication> known = applications();
        Set<String> bundles = parts.products().stream()
                .map(BigCommerceLines::parent)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return parts.products().stream().map(json -> line(json, known, bundles)).toList();
    }

    private OrderLine line(Document json, Map<String, DiscountApplication> known, Set<String> bundles) {
        String id = json.requiredId("id");
        String type = json.text("type").orElse("physical");
        boolean bundle = bundles.contains(id);
        return new OrderLine(
                id,
                parent(json),
                json.text("sku").orElse(null),
                json.text("name").orElse(""),
                kind(type, bundle),
                status.quantities(json),
                money.price(json, "price"),
                allocations(json, known),
                taxes(json),
                money.in(json, "total"),
                type.equals("physical") && !bundle,
                null,
                null,
                null);
    }

    private static String kind(String type, boolean bundle) {
        if (type.equals("giftcertificate")) {
            return "gift-card";
        }
        return bundle ? "bundle" : "product";
    }

    private static @Nullable String parent(Document json) {
        return json.id("parent_order_product_id")
                .filter(parent -> !parent.equals("0"))
                .orElse(null);
    }

    /** The order's taxes name their rates, but no lines; the lines name their tax, but no rate. */
    private List<TaxLine> taxes(Document json) {
        Money tax = money.amounts().in(json, "total_tax");
        return tax.minor() == 0 ? List.of() : List.of(new TaxLine("Tax", BigDecimal.ZERO, tax, null, false));
    }

    List<DiscountApplication> discounts() {
        return List.copyOf(applications().values());
    }

    /** By the id that the lines give them. A coupon that reached no line, as one on shipping, is known by its code. */
    private Map<String, DiscountApplication> applications() {
        Map<String, DiscountApplication> known = new LinkedHashMap<>();
        for (Document line : parts.products()) {
            for (Document share : line.list("applied_discounts")) {
                String id = share.id("id").orElse("discount");
                known.putIfAbsent(id, application(id, share, "line"));
            }
        }
        Set<String> codes =
                known.values().stream().map(DiscountApplication::code).collect(Collectors.toSet());
        for (Document coupon : parts.coupons()) {
            String id = "coupon-" + coupon.requiredId("id");
            if (!codes.contains(coupon.text("code").orElse(null))) {
                known.put(id, application(id, coupon, isOnShipping(coupon) ? "shipping" : "line"));
            }
        }
        return known;
    }

    private static boolean isOnShipping(Document coupon) {
        return coupon.id("type").filter(Set.of("3", "4")::contains).isPresent();
    }

    private static DiscountApplication application(String id, Document json, String target) {
        String code = json.text("code").orElse(null);
        return new DiscountApplication(
                id,
                code == null ? "manual" : "code",
                target,
                code,
                json.text("name").orElse(null));
    }

    private List<DiscountAllocation> allocations(Document line, Map<String, DiscountApplication> known) {
        List<DiscountAllocation> shares = new ArrayList<>();
        for (Document share : line.list("applied_discounts")) {
            DiscountApplication discount = known.get(share.id("id").orElse("discount"));
            if (discount != null) {
                shares.add(new DiscountAllocation(
                        discount.discountId(), money.amounts().magnitude(share, "amount")));
            }
        }
        return shares;
    }
}
