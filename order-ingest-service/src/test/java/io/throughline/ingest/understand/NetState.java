package io.throughline.ingest.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.OrderEvent;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What three adapters come to that act on the snapshot's quantities and status, as the contract asks of them, when they
 * are told these events and nothing else: goods committed to ship, money invoiced and credited, pieces out of stock.
 */
public final class NetState {

    private static final Set<String> COVERED = Set.of("authorized", "paid", "partially-refunded");

    private final Map<String, BigDecimal> toShip = new TreeMap<>();
    private final Map<String, BigDecimal> taken = new TreeMap<>();
    private final Map<String, BigDecimal> returned = new TreeMap<>();
    private final Map<String, Long> credited = new TreeMap<>();
    private final Set<String> effects = new HashSet<>();
    private long invoiced;
    private boolean ended;

    public static NetState of(List<? extends OrderEvent> events) {
        NetState net = new NetState();
        events.forEach(net::apply);
        return net;
    }

    /** The three figures by line, and the balance; what is zero is left out. */
    @Override
    public String toString() {
        Map<String, BigDecimal> stock = new TreeMap<>(taken);
        returned.forEach(
                (key, back) -> stock.merge(key.substring(0, key.indexOf('/')), back.negate(), BigDecimal::add));
        return "ship " + nonZero(toShip) + " booked " + (ended ? 0 : invoiced - sumOfCredits()) + " stock "
                + nonZero(stock);
    }

    private static Map<String, BigDecimal> nonZero(Map<String, BigDecimal> quantities) {
        Map<String, BigDecimal> result = new TreeMap<>(quantities);
        result.values().removeIf(quantity -> quantity.signum() == 0);
        return result;
    }

    private long sumOfCredits() {
        return credited.values().stream().mapToLong(Long::longValue).sum();
    }

    private void apply(OrderEvent event) {
        Order order = event.order();
        if (event instanceof OrderPlaced || event instanceof OrderPaid) {
            once(event.getClass().getSimpleName());
        }
        if (event instanceof OrderRefunded refunded) {
            credit(refunded.change());
            shelve(order, refunded.change().refundId());
        }
        if (!(event instanceof OrderFulfillmentUpdated)) {
            ship(order);
            book(order);
            take(order);
        }
    }

    private void ship(Order order) {
        boolean covered =
                COVERED.contains(order.status().payment()) && !order.status().isEnded();
        order.lines().forEach(line -> toShip.put(line.lineId(), covered ? kept(line) : fulfilled(line)));
    }

    private void book(Order order) {
        ended = order.status().isEnded();
        invoiced = order.totals().total().minor();
    }

    private void take(Order order) {
        boolean gone = order.status().isEnded();
        order.lines().forEach(line -> taken.put(line.lineId(), gone ? fulfilled(line) : kept(line)));
    }

    /** What one event says was settled after, the next of that refund says was settled before. */
    private void credit(RefundSettlement change) {
        long before = change.settledBefore().minor();
        long after = change.settledAfter().minor();
        assertThat(credited.getOrDefault(change.refundId(), 0L))
                .as("settled of %s", change.refundId())
                .isEqualTo(before);
        credited.put(change.refundId(), after);
        if (after > before) {
            once("credit-note/" + change.refundId() + (before == 0 ? "" : "/" + after));
        }
    }

    private void shelve(Order order, String refundId) {
        returned.keySet().removeIf(key -> key.endsWith("/" + refundId));
        order.refunds().stream()
                .filter(refund -> refund.refundId().equals(refundId))
                .flatMap(refund -> refund.lines().stream())
                .filter(line -> line.restockType().equals("return"))
                .forEach(line -> returned.put(line.lineId() + "/" + refundId, line.quantity()));
    }

    private void once(String effect) {
        assertThat(effects.add(effect)).as("%s is asked for once", effect).isTrue();
    }

    private static BigDecimal kept(OrderLine line) {
        return line.quantities().ordered().subtract(line.quantities().cancelled());
    }

    private static BigDecimal fulfilled(OrderLine line) {
        return line.quantities().fulfilled();
    }
}
