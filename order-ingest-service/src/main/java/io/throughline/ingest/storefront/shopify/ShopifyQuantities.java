package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Quantities;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of each line, put together from the fulfillments and refunds of the same order. A quantity that was
 * removed or refunded and never shipped counts as cancelled, whatever its restock type: Shopify does not ship it.
 */
final class ShopifyQuantities {

    private static final Set<String> FAILED = Set.of("cancelled", "error", "failure");

    private final boolean tellsFulfillments;
    private final Map<String, BigDecimal> fulfilled = new HashMap<>();
    private final Map<String, BigDecimal> refunded = new HashMap<>();
    private final Map<String, BigDecimal> returned = new HashMap<>();

    ShopifyQuantities(Document order) {
        tellsFulfillments = order.has("fulfillments");
        for (Document fulfillment : order.list("fulfillments")) {
            if (!FAILED.contains(fulfillment.text("status").orElse(""))) {
                fulfillment.list("line_items").forEach(line -> add(fulfilled, line, "id"));
            }
        }
        for (Document refund : order.list("refunds")) {
            for (Document line : refund.list("refund_line_items")) {
                add(refunded, line, "line_item_id");
                if (line.text("restock_type").filter("return"::equals).isPresent()) {
                    add(returned, line, "line_item_id");
                }
            }
        }
    }

    private static void add(Map<String, BigDecimal> sums, Document line, String id) {
        line.id(id)
                .ifPresent(key -> sums.merge(key, line.decimal("quantity").orElse(BigDecimal.ZERO), BigDecimal::add));
    }

    Quantities of(String id, Document line) {
        BigDecimal ordered = quantity(line, "quantity").orElse(BigDecimal.ZERO);
        BigDecimal shipped = fulfilledOf(id, line).min(ordered);
        BigDecimal back = returned.getOrDefault(id, BigDecimal.ZERO).min(shipped);
        BigDecimal removed = quantity(line, "current_quantity")
                .map(ordered::subtract)
                .orElseGet(() -> refunded.getOrDefault(id, BigDecimal.ZERO));
        BigDecimal cancelled =
                removed.subtract(back).min(ordered.subtract(shipped)).max(BigDecimal.ZERO);
        BigDecimal remaining = ordered.subtract(shipped).subtract(cancelled);
        return new Quantities(ordered, cancelled, shipped, back, remaining);
    }

    /**
     * The line's own word counts beside the documents: an order made through the API may be fulfilled without any, and
     * bodies of old API versions never have any. What is not seen as shipped is shipped again.
     */
    private BigDecimal fulfilledOf(String id, Document line) {
        BigDecimal ordered = quantity(line, "quantity").orElse(BigDecimal.ZERO);
        BigDecimal gone = refunded.getOrDefault(id, BigDecimal.ZERO);
        BigDecimal documented = fulfilled.getOrDefault(id, BigDecimal.ZERO);
        if (line.text("fulfillment_status").filter("fulfilled"::equals).isPresent()) {
            return documented.max(ordered.subtract(gone));
        }
        return tellsFulfillments
                ? documented
                : quantity(line, "fulfillable_quantity")
                        .map(open -> ordered.subtract(open).subtract(gone).max(BigDecimal.ZERO))
                        .orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> quantity(Document line, String name) {
        return line.decimal(name).map(quantity -> quantity.max(BigDecimal.ZERO));
    }
}
