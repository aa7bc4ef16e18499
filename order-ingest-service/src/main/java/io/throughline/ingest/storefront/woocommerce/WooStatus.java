package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.Money;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Where the order stands. WooCommerce has one word for it and no topic for payment, fulfillment or refunds: they are
 * read from the word, from the time of payment and from the refunds. A shop's own word counts as open.
 */
record WooStatus(Document order, List<Refund> refunds) {

    OrderStatus status(Money total) {
        return new OrderStatus(orderWord(), paymentWord(total), isFulfilled() ? "fulfilled" : "unfulfilled");
    }

    private String orderWord() {
        return switch (word()) {
            case "cancelled" -> OrderStatus.CANCELLED;
            case "completed", "refunded" -> OrderStatus.CLOSED;
            default -> OrderStatus.OPEN;
        };
    }

    private String paymentWord(Money total) {
        long settled =
                refunds.stream().mapToLong(refund -> refund.settled().minor()).sum();
        if (word().equals("refunded") || (settled > 0 && settled >= total.minor())) {
            return OrderStatus.REFUNDED;
        }
        if (settled > 0) {
            return OrderStatus.PARTIALLY_REFUNDED;
        }
        if (order.has("date_paid_gmt")) {
            return OrderStatus.PAID;
        }
        return word().equals("cancelled") ? "voided" : "pending";
    }

    /** An order that was refunded after it was completed stays fulfilled; one that was reopened does not. */
    private boolean isFulfilled() {
        return word().equals("completed") || (word().equals("refunded") && order.has("date_completed_gmt"));
    }

    private String word() {
        return order.requiredText("status");
    }

    /** What became of a line, by its id and the quantity ordered; all or nothing of it is fulfilled. */
    BiFunction<String, BigDecimal, Quantities> quantities() {
        Map<String, BigDecimal> refunded = new HashMap<>();
        refunds.stream()
                .map(Refund::lines)
                .flatMap(List::stream)
                .forEach((RefundLine line) -> refunded.merge(line.lineId(), line.quantity(), BigDecimal::add));
        boolean fulfilled = isFulfilled();
        return (lineId, ordered) -> {
            BigDecimal back = refunded.getOrDefault(lineId, BigDecimal.ZERO).min(ordered);
            return fulfilled
                    ? new Quantities(ordered, BigDecimal.ZERO, ordered, back, BigDecimal.ZERO)
                    : new Quantities(ordered, back, BigDecimal.ZERO, BigDecimal.ZERO, ordered.subtract(back));
        };
    }
}
