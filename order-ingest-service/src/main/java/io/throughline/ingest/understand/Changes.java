package io.throughline.ingest.understand;

import io.throughline.events.Fields;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts that lie between two snapshots of one order, in the order in which they are published. */
final class Changes {

    private final @Nullable Order before;
    private final Order after;
    private final List<OrderEvent> events = new ArrayList<>();

    private Changes(@Nullable Order before, Order after) {
        this.before = before;
        this.after = after;
    }

    /** @param before absent when the order was never published: then everything it has been through is news */
    static List<OrderEvent> between(@Nullable Order before, Order after) {
        Changes changes = new Changes(before, after);
        changes.placedOrChanged();
        changes.paid();
        changes.fulfilled();
        changes.refunded();
        changes.cancelled();
        changes.deleted();
        return changes.events;
    }

    private void placedOrChanged() {
        if (before == null) {
            events.add(new OrderPlaced(after));
            return;
        }
        List<String> fields = OwnedFields.differing(before, after);
        if (!fields.isEmpty()) {
            events.add(new OrderChanged(after, new Fields(fields)));
        }
    }

    private void paid() {
        boolean wasPaid = before != null && before.status().wasPaid();
        if (!wasPaid && after.status().wasPaid()) {
            events.add(new OrderPaid(after));
        }
    }

    private void fulfilled() {
        if (!fulfilledByLine(before).equals(fulfilledByLine(after))) {
            events.add(new OrderFulfillmentUpdated(after));
        }
    }

    private static Map<String, BigDecimal> fulfilledByLine(@Nullable Order order) {
        return order == null
                ? Map.of()
                : order.lines().stream()
                        .filter(line -> line.quantities().fulfilled().signum() != 0)
                        .collect(Collectors.toMap(
                                OrderLine::lineId, line -> line.quantities().fulfilled(), BigDecimal::add));
    }

    private void refunded() {
        Map<String, Refund> old = refundsById(before);
        Money nothing = Money.zero(after.currency());
        for (Refund refund : refundsById(after).values()) {
            Refund known = old.remove(refund.refundId());
            Money settledBefore = known == null ? nothing : known.settled();
            if (known == null || !settledBefore.equals(refund.settled())) {
                events.add(new OrderRefunded(
                        after, new RefundSettlement(refund.refundId(), settledBefore, refund.settled())));
            }
        }
        takenBack(old, nothing);
    }

    /** Also where nothing was paid back yet: the goods that it gave back to stock are not there after all. */
    private void takenBack(Map<String, Refund> gone, Money nothing) {
        for (Refund refund : gone.values()) {
            events.add(new OrderRefunded(after, new RefundSettlement(refund.refundId(), refund.settled(), nothing)));
        }
    }

    private static Map<String, Refund> refundsById(@Nullable Order order) {
        Map<String, Refund> refunds = new LinkedHashMap<>();
        if (order != null) {
            order.refunds().forEach(refund -> refunds.put(refund.refundId(), refund));
        }
        return refunds;
    }

    private void cancelled() {
        if (isCancelled(after) && !isCancelled(before)) {
            events.add(new OrderCancelled(after));
        }
    }

    private void deleted() {
        boolean wasDeleted = before != null && before.status().order().equals(OrderStatus.DELETED);
        if (!wasDeleted && after.status().order().equals(OrderStatus.DELETED)) {
            events.add(new OrderDeleted(after));
        }
    }

    private static boolean isCancelled(@Nullable Order order) {
        return order != null && order.status().order().equals(OrderStatus.CANCELLED);
    }
}
