package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.Fields;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import io.throughline.testkit.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one random order goes through: it is placed, edited up to three times, paid before, between or after its edits
 * or never, refunded, cancelled. An edit is another order of the same key: nothing of it need be as it was.
 */
record RandomLife(List<EventEnvelope<?>> events, List<Order> snapshots) {

    static RandomLife of(Random random, int number) {
        Order last = RandomOrders.order(random, number);
        int edits = random.nextInt(4);
        int paid = random.nextInt(edits + 2);
        Story story = new Story();
        Order before = at(last, 0, word(0, paid));
        story.tell(OrderPlaced.TYPE, new OrderPlaced(before));
        for (int edit = 0; edit <= edits; edit++) {
            Order next = edit == 0
                    ? before
                    : at(RandomOrders.order(random, number, last.currency()), edit, word(edit, paid));
            if (edit > 0) {
                story.tell(OrderChanged.TYPE, new OrderChanged(next, new Fields(List.of("lines", "totals"))));
            }
            if (edit == paid) {
                story.tell(OrderPaid.TYPE, new OrderPaid(next));
            }
            before = next;
        }
        end(random, story, before);
        return new RandomLife(List.copyOf(story.events), List.copyOf(story.snapshots));
    }

    private static String word(int edit, int paid) {
        return edit < paid ? "pending" : OrderStatus.PAID;
    }

    private static void end(Random random, Story story, Order before) {
        Money total = before.totals().total();
        Money settled = new Money(total.currency(), total.minor() / 4, total.exponent());
        Money none = Money.zero(total.currency());
        List<Refund> refunds = random.nextInt(3) > 0 || settled.minor() <= 0
                ? List.of()
                : List.of(
                        new Refund("77", Instant.parse("2026-11-21T08:00:00Z"), null, List.of(), none, none, settled));
        boolean cancelled = random.nextInt(5) == 0;
        Order after = of(before, 9, before.status().withOrder(cancelled ? OrderStatus.CANCELLED : "open"), refunds);
        refunds.forEach(refund -> story.tell(
                OrderRefunded.TYPE,
                new OrderRefunded(after, new RefundSettlement(refund.refundId(), none, refund.settled()))));
        if (cancelled) {
            story.tell(OrderCancelled.TYPE, new OrderCancelled(after));
        }
    }

    private static Order at(Order order, int version, String payment) {
        return of(order, version, new OrderStatus(OrderStatus.OPEN, payment, "unfulfilled"), List.of());
    }

    private static Order of(Order order, int version, OrderStatus status, List<Refund> refunds) {
        return new Order(
                order.orderKey(),
                order.sourceOrderId(),
                order.displayNumber(),
                order.createdAt(),
                Instant.parse("2026-11-20T10:15:35Z").plusSeconds(version),
                null,
                false,
                order.taxIncluded(),
                order.currency(),
                status,
                null,
                null,
                null,
                List.of(),
                order.lines(),
                order.shipping(),
                order.fees(),
                List.of(),
                List.of(),
                order.tenders(),
                refunds,
                order.totals(),
                null);
    }

    private static final class Story {

        private final List<EventEnvelope<?>> events = new ArrayList<>();
        private final List<Order> snapshots = new ArrayList<>();

        <E extends OrderEvent> void tell(EventType<E> type, E data) {
            events.add(Events.of(type, data, events.size() + 1));
            snapshots.add(data.order());
        }
    }

    Order last() {
        return snapshots.getLast();
    }

    boolean isEdited() {
        return events.stream().anyMatch(event -> event.data() instanceof OrderChanged);
    }

    boolean isPaid() {
        return events.stream().anyMatch(event -> event.data() instanceof OrderPaid);
    }

    boolean isCancelled() {
        return last().status().isEnded();
    }

    Money settled() {
        return last().refunds().stream().map(Refund::settled).reduce(Money.zero(last().currency()), Money::plus);
    }

    /** What was paid in: an order that is edited to less afterwards stays paid with what it was. */
    Money paid() {
        Money most = Money.zero(last().currency());
        for (Order order : snapshots) {
            Money total = order.totals().total();
            most = order.status().wasPaid() && total.minor() > most.minor() ? total : most;
        }
        return most;
    }
}
