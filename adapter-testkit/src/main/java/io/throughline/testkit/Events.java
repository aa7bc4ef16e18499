package io.throughline.testkit;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.Fields;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.Origin;
import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Refund;
import io.throughline.events.order.RefundLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Complete, valid events; a test names only what matters to it. Each call gives an event with an id of its own. */
public final class Events {

    private static final Instant OCCURRED = Instant.parse("2026-11-20T10:15:35Z");
    private static final long VERSION_7 = 0x019a_a000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private Events() {}

    public static EventEnvelope<OrderPlaced> orderPlaced(Line... lines) {
        return orderPlaced(OrderFixture.order(lines));
    }

    public static EventEnvelope<OrderPlaced> orderPlaced(OrderFixture order) {
        return of(OrderPlaced.TYPE, new OrderPlaced(order.build()), 1);
    }

    public static EventEnvelope<OrderPaid> orderPaid(Line... lines) {
        return orderPaid(OrderFixture.order(lines));
    }

    public static EventEnvelope<OrderPaid> orderPaid(OrderFixture order) {
        return of(OrderPaid.TYPE, new OrderPaid(order.build()), 2);
    }

    public static EventEnvelope<OrderChanged> orderChanged(OrderFixture order, String... fields) {
        return of(OrderChanged.TYPE, new OrderChanged(order.build(), new Fields(List.of(fields))), 3);
    }

    public static EventEnvelope<OrderFulfillmentUpdated> orderFulfillmentUpdated(OrderFixture order) {
        return of(OrderFulfillmentUpdated.TYPE, new OrderFulfillmentUpdated(order.build()), 3);
    }

    /** An order of these lines of which the first was given back whole and paid back at once. */
    public static EventEnvelope<OrderRefunded> orderRefunded(Line... lines) {
        return orderRefunded(OrderFixture.order(lines));
    }

    /** The first line of the order was given back whole and paid back at once. */
    public static EventEnvelope<OrderRefunded> orderRefunded(OrderFixture order) {
        Refund refund = refundOf(order.build().lines().getFirst());
        return orderRefunded(
                order.payment(OrderStatus.PARTIALLY_REFUNDED).refunds(refund),
                new RefundSettlement(
                        refund.refundId(), Money.zero(refund.settled().currency()), refund.settled()));
    }

    public static EventEnvelope<OrderRefunded> orderRefunded(OrderFixture order, RefundSettlement change) {
        return of(OrderRefunded.TYPE, new OrderRefunded(order.build(), change), 3);
    }

    public static EventEnvelope<OrderCancelled> orderCancelled(Line... lines) {
        return orderCancelled(OrderFixture.order(lines));
    }

    /** The order is cancelled, whatever the fixture says. */
    public static EventEnvelope<OrderCancelled> orderCancelled(OrderFixture order) {
        return of(
                OrderCancelled.TYPE,
                new OrderCancelled(order.status(OrderStatus.CANCELLED).build()),
                4);
    }

    /** The order is deleted, whatever the fixture says. */
    public static EventEnvelope<OrderDeleted> orderDeleted(OrderFixture order) {
        return of(
                OrderDeleted.TYPE,
                new OrderDeleted(order.status(OrderStatus.DELETED).build()),
                5);
    }

    /** The refund document that gives back a whole line, tax included. */
    public static Refund refundOf(OrderLine line) {
        Money nothing = Money.zero(line.total().currency());
        RefundLine back = new RefundLine(
                line.lineId(),
                line.quantities().ordered(),
                "return",
                "655441491",
                line.total(),
                line.taxes().getFirst().amount());
        return new Refund(
                "509562969",
                Instant.parse("2026-11-24T08:00:00Z"),
                null,
                List.of(back),
                nothing,
                nothing,
                line.total());
    }

    /** The same event at another place in the order's sequence. */
    public static <E extends OrderEvent> EventEnvelope<E> numbered(EventEnvelope<E> event, int sequence) {
        return of(event.type(), event.data(), sequence);
    }

    /** The same event in another trace, or in one that is not sampled. */
    public static <E extends OrderEvent> EventEnvelope<E> within(String traceparent, EventEnvelope<E> event) {
        return new EventEnvelope<>(
                event.id(),
                event.source(),
                event.orderKey(),
                event.type(),
                event.orderRef(),
                event.sequence(),
                event.occurredAt(),
                event.acceptedAt(),
                event.origin(),
                traceparent,
                event.test(),
                event.data());
    }

    /** Any event, at its place in the order's sequence. */
    public static <E extends OrderEvent> EventEnvelope<E> of(EventType<E> type, E data, int sequence) {
        Order order = data.order();
        String[] key = order.orderKey().split(":", 3);
        return new EventEnvelope<>(
                new UUID(VERSION_7, VARIANT | NEXT.getAndIncrement()),
                "/" + key[0] + "/" + key[1],
                order.orderKey(),
                type,
                orderRef(order.orderKey()),
                sequence,
                OCCURRED,
                OCCURRED.plusMillis(250),
                Origin.WEBHOOK,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                order.test(),
                data);
    }

    /** The same for every event of an order. */
    private static UUID orderRef(String orderKey) {
        UUID hash = UUID.nameUUIDFromBytes(orderKey.getBytes(StandardCharsets.UTF_8));
        return new UUID(VERSION_7, VARIANT | (hash.getLeastSignificantBits() >>> 2));
    }
}
