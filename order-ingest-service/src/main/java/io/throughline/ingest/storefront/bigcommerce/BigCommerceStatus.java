package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * Where the order stands, from BigCommerce's numbered status, which a merchant may set at will, and from what the order
 * says of payments and shipped quantities.
 */
record BigCommerceStatus(Document order, List<Document> products) {

    private static final String INCOMPLETE = "0";
    private static final String SHIPPED = "2";
    private static final String REFUNDED = "4";
    private static final String COMPLETED = "10";
    private static final String PARTIALLY_REFUNDED = "14";
    private static final Set<String> CANCELLED_OR_DECLINED = Set.of("5", "6");
    /** Shipped, partially shipped, awaiting pickup, shipment and fulfillment, completed: payment was confirmed. */
    private static final Set<String> PAID = Set.of(SHIPPED, "3", "8", "9", COMPLETED, "11");

    /** A customer who reached the payment page and no further; {@code order/created} tells of them too. */
    static boolean isIncomplete(Document order) {
        return order.requiredId("status_id").equals(INCOMPLETE);
    }

    OrderStatus status() {
        return new OrderStatus(orderWord(), paymentWord(), fulfillmentWord());
    }

    private String id() {
        return order.requiredId("status_id");
    }

    private String orderWord() {
        if (CANCELLED_OR_DECLINED.contains(id())) {
            return OrderStatus.CANCELLED;
        }
        return id().equals(COMPLETED) || id().equals(REFUNDED) ? OrderStatus.CLOSED : OrderStatus.OPEN;
    }

    private String paymentWord() {
        BigDecimal refunded = order.decimal("refunded_amount").orElse(BigDecimal.ZERO);
        BigDecimal total = order.decimal("total_inc_tax").orElse(BigDecimal.ZERO);
        if (id().equals(REFUNDED) || (refunded.signum() > 0 && refunded.compareTo(total) >= 0)) {
            return OrderStatus.REFUNDED;
        }
        if (id().equals(PARTIALLY_REFUNDED) || refunded.signum() > 0) {
            return OrderStatus.PARTIALLY_REFUNDED;
        }
        return switch (order.text("payment_status").orElse("")) {
            case "captured", "paid" -> OrderStatus.PAID;
            case "authorized", "capture pending", "held for review" -> "authorized";
            case "void", "voided", "declined" -> "voided";
            case "refunded" -> OrderStatus.REFUNDED;
            case "partially refunded" -> OrderStatus.PARTIALLY_REFUNDED;
            default -> byStatus();
        };
    }

    /** What is paid in cash or by transfer has no payment status: only the merchant's own word tells. */
    private String byStatus() {
        if (PAID.contains(id())) {
            return OrderStatus.PAID;
        }
        return CANCELLED_OR_DECLINED.contains(id()) ? "voided" : "pending";
    }

    private String fulfillmentWord() {
        boolean none = products.stream().allMatch(line -> shipped(line).signum() == 0);
        boolean all =
                products.stream().allMatch(line -> quantities(line).remaining().signum() == 0);
        if (none) {
            return "unfulfilled";
        }
        return all ? "fulfilled" : "partial";
    }

    /** What was refunded before it was shipped is not shipped any more; the rest came back. */
    Quantities quantities(Document product) {
        BigDecimal ordered = amount(product, "quantity");
        BigDecimal shipped = shipped(product).min(ordered);
        BigDecimal refunded = amount(product, "quantity_refunded").min(ordered);
        BigDecimal cancelled = refunded.min(ordered.subtract(shipped));
        return new Quantities(
                ordered,
                cancelled,
                shipped,
                refunded.subtract(cancelled),
                ordered.subtract(shipped).subtract(cancelled));
    }

    /** Digital goods are never counted as shipped: there the order's word counts. */
    private BigDecimal shipped(Document product) {
        boolean handedOver = id().equals(SHIPPED) || id().equals(COMPLETED);
        return amount(product, handedOver ? "quantity" : "quantity_shipped");
    }

    private static BigDecimal amount(Document product, String name) {
        return product.decimal(name).orElse(BigDecimal.ZERO);
    }
}
