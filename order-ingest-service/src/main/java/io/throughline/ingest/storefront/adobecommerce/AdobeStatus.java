package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where the order stands: read from its state, which shops cannot rename as they can its status, and from sums. */
record AdobeStatus(Document order, List<Refund> refunds) {

    private static final Set<String> UNPAID = Set.of("new", "pending_payment", "payment_review", "holded");

    OrderStatus status(Money total, List<OrderLine> lines) {
        return new OrderStatus(orderWord(), paymentWord(total), fulfillmentWord(lines));
    }

    private String orderWord() {
        return switch (state()) {
            case "canceled" -> OrderStatus.CANCELLED;
            case "complete", "closed" -> OrderStatus.CLOSED;
            default -> OrderStatus.OPEN;
        };
    }

    private String paymentWord(Money total) {
        long settled =
                refunds.stream().mapToLong(refund -> refund.settled().minor()).sum();
        if (settled > 0) {
            return settled >= total.minor() ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
        }
        BigDecimal paid = order.decimal("total_paid").orElse(BigDecimal.ZERO);
        BigDecimal owed = order.decimal("grand_total").orElse(BigDecimal.ZERO);
        if (paid.compareTo(owed) >= 0 && !state().equals("canceled") && (paid.signum() > 0 || isNothingOwed(owed))) {
            return OrderStatus.PAID;
        }
        if (paid.signum() > 0) {
            return "partially-paid";
        }
        return state().equals("canceled") ? "voided" : isAuthorized() ? "authorized" : "pending";
    }

    private boolean isNothingOwed(BigDecimal owed) {
        return owed.signum() == 0 && !UNPAID.contains(state());
    }

    private boolean isAuthorized() {
        return order.child("payment")
                .flatMap(payment -> payment.decimal("amount_authorized"))
                .filter(amount -> amount.signum() > 0)
                .isPresent();
    }

    private static String fulfillmentWord(List<OrderLine> lines) {
        List<OrderLine> shipped =
                lines.stream().filter(OrderLine::requiresShipping).toList();
        BigDecimal done = sum(shipped, line -> line.quantities().fulfilled());
        BigDecimal open = sum(shipped, line -> line.quantities().remaining());
        return done.signum() == 0 ? "unfulfilled" : open.signum() > 0 ? "partial" : "fulfilled";
    }

    private static BigDecimal sum(List<OrderLine> lines, Function<OrderLine, BigDecimal> quantity) {
        return lines.stream().map(quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String state() {
        return order.requiredText("state");
    }
}
