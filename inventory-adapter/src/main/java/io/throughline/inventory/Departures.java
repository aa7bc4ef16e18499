package io.throughline.inventory;

import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.stock.Movement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What leaves stock when an order is placed: everything that was committed. Refunds in the same snapshot have events of
 * their own, which bring back their part; of an order that ended meanwhile only what was shipped leaves.
 */
record Departures(Order order) {

    /** @throws PermanentFailure {@code fractional-quantity} when the inventory system cannot count a line */
    List<Movement> movements() {
        Set<String> bundles = order.lines().stream()
                .map(OrderLine::parentLineId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return order.lines().stream()
                // The parts of a bundle stand on the shelf; the bundle does not.
                .filter(line -> !bundles.contains(line.lineId()))
                .filter(line -> line.requiresShipping() && !line.kind().equals("gift-card"))
                .flatMap(this::leaving)
                .toList();
    }

    /** @throws PermanentFailure {@code fractional-quantity} */
    static long whole(BigDecimal quantity) {
        try {
            return quantity.longValueExact();
        } catch (ArithmeticException fraction) {
            throw new PermanentFailure(
                    "fractional-quantity", quantity + " is no number of pieces, and only those are counted", fraction);
        }
    }

    private Stream<Movement> leaving(OrderLine line) {
        String sku = line.sku();
        if (sku == null || sku.isBlank()) {
            return Stream.empty();
        }
        long quantity = whole(order.status().isEnded() ? line.quantities().fulfilled() : committed(line));
        return quantity <= 0
                ? Stream.empty()
                : Stream.of(new Movement(new StockKeys(order.orderKey()).leaving(line.lineId()), sku, -quantity));
    }

    /** What was ordered, less what an edit of the order took away without a refund that speaks of it. */
    private BigDecimal committed(OrderLine line) {
        BigDecimal refunded = order.refunds().stream()
                .flatMap(refund -> refund.lines().stream())
                .filter(back -> back.lineId().equals(line.lineId()))
                .filter(back -> !back.restockType().equals(Returns.RETURN))
                .map(back -> back.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal edited = line.quantities().cancelled().subtract(refunded).max(BigDecimal.ZERO);
        return line.quantities().ordered().subtract(edited);
    }
}
