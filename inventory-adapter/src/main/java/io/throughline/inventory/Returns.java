package io.throughline.inventory;

import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.stock.Movement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes back to stock of an order: never more than had left, and each piece once, whichever of a refund and a
 * cancellation speaks of it first. What came back before is named again, so that a repeated attempt knows its items.
 *
 * @param recorded the order's movements so far, by effect key
 */
record Returns(Order order, Map<EffectKey, Movement> recorded) {

    static final String CANCEL = "cancel";
    static final String RETURN = "return";

    /** The order ended: what had left stock and was not shipped comes back. */
    List<Movement> ofEndedOrder() {
        return order.lines().stream()
                .flatMap(line -> back(line.lineId(), keys().ended(line.lineId()), unshipped(line)))
                .toList();
    }

    /** What one refund gives back to stock. */
    List<Movement> ofRefund(String refundId) {
        return order.refunds().stream()
                .filter(refund -> refund.refundId().equals(refundId))
                .findFirst()
                .map(this::ofRefund)
                .orElse(List.of());
    }

    private List<Movement> ofRefund(Refund refund) {
        return Stream.of(CANCEL, RETURN)
                .flatMap(type -> refund.lines().stream()
                        .filter(line -> line.restockType().equals(type))
                        .map(RefundLine::lineId)
                        .distinct()
                        .flatMap(lineId -> refunded(refund, lineId, type)))
                .toList();
    }

    private Stream<Movement> refunded(Refund refund, String lineId, String type) {
        if (!recorded.containsKey(keys().leaving(lineId))) {
            return Stream.empty();
        }
        long quantity = refund.lines().stream()
                .filter(line ->
                        line.lineId().equals(lineId) && line.restockType().equals(type))
                .mapToLong(line -> Departures.whole(line.quantity()))
                .sum();
        long most = type.equals(RETURN)
                ? out(lineId)
                : line(lineId).map(this::unshipped).orElseGet(() -> out(lineId));
        return back(lineId, keys().refunded(refund.refundId(), lineId, type), Math.min(quantity, most));
    }

    private Stream<Movement> back(String lineId, EffectKey key, long quantity) {
        Movement left = recorded.get(keys().leaving(lineId));
        Movement before = recorded.get(key);
        if (before != null) {
            return Stream.of(before);
        }
        return left == null || quantity <= 0 ? Stream.empty() : Stream.of(new Movement(key, left.sku(), quantity));
    }

    /** Pieces of a line that left stock and did not come back. */
    private long out(String lineId) {
        return -moved(keys().leaving(lineId))
                - moved(keys().ended(lineId))
                - restocked(lineId, RETURN)
                - restocked(lineId, CANCEL);
    }

    /** Pieces of a line that left stock, were not shipped and did not come back. */
    private long unshipped(OrderLine line) {
        EffectKey leaving = keys().leaving(line.lineId());
        if (!recorded.containsKey(leaving)) {
            return 0;
        }
        long unshipped = -moved(leaving)
                - moved(keys().ended(line.lineId()))
                - restocked(line.lineId(), CANCEL)
                - Departures.whole(line.quantities().fulfilled());
        return Math.min(unshipped, out(line.lineId()));
    }

    private long restocked(String lineId, String type) {
        return order.refunds().stream()
                .map(refund -> keys().refunded(refund.refundId(), lineId, type))
                .mapToLong(this::moved)
                .sum();
    }

    private long moved(EffectKey key) {
        Movement movement = recorded.get(key);
        return movement == null ? 0 : movement.quantity();
    }

    private Optional<OrderLine> line(String lineId) {
        return order.lines().stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst();
    }

    private StockKeys keys() {
        return new StockKeys(order.orderKey());
    }
}
