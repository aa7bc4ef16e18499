package io.throughline.inventory;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderRefunded;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Goods that a refund puts back on the shelf come back to stock. */
@Component
class OrderRefundedHandler implements EventHandler<OrderRefunded> {

    private final Stock stock;

    OrderRefundedHandler(Stock stock) {
        this.stock = stock;
    }

    @Override
    public EventType<OrderRefunded> type() {
        return OrderRefunded.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderRefunded> event, Delivery delivery) {
        Order order = event.data().order();
        return stock.comeBack(
                order,
                delivery,
                returns -> order.refunds().stream()
                        .filter(refund ->
                                refund.refundId().equals(event.data().change().refundId()))
                        .map(returns::ofRefund)
                        .findFirst()
                        .orElse(List.of()));
    }
}
