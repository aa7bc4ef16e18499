package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.DiscountAllocation;
import io.throughline.events.order.DiscountApplication;
import io.throughline.ingest.storefront.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Discounts as granted, known by their place in Shopify's list, and their shares on the lines. */
final class ShopifyDiscounts {

    private static final Map<String, String> TYPES = Map.of("discount_code", "code");
    private static final Map<String, String> TARGETS = Map.of("line_item", "line", "shipping_line", "shipping");

    private ShopifyDiscounts() {}

    static List<DiscountApplication> applications(Document order) {
        List<DiscountApplication> applications = new ArrayList<>();
        for (Document json : order.list("discount_applications")) {
            String type = json.text("type").orElse("manual");
            String target = json.text("target_type").orElse("line_item");
            applications.add(new DiscountApplication(
                    String.valueOf(applications.size()),
                    TYPES.getOrDefault(type, type.replace('_', '-')),
                    TARGETS.getOrDefault(target, target.replace('_', '-')),
                    json.text("code").orElse(null),
                    json.text("title").or(() -> json.text("description")).orElse(null)));
        }
        return applications.isEmpty() ? codesOf(order) : applications;
    }

    /** Bodies from before 2019 name the codes only. */
    private static List<DiscountApplication> codesOf(Document order) {
        List<DiscountApplication> codes = new ArrayList<>();
        for (Document json : order.list("discount_codes")) {
            String target = json.text("type").filter("shipping"::equals).isPresent() ? "shipping" : "line";
            codes.add(new DiscountApplication(
                    String.valueOf(codes.size()),
                    "code",
                    target,
                    json.text("code").orElse(null),
                    null));
        }
        return codes;
    }

    /** The line's own {@code total_discount} leaves out its shares of the order's discounts; the allocations do not. */
    static List<DiscountAllocation> allocations(Document line, ShopMoney money) {
        return line.list("discount_allocations").stream()
                .map(share -> new DiscountAllocation(
                        share.id("discount_application_index").orElse("0"), money.in(share, "amount")))
                .toList();
    }
}
