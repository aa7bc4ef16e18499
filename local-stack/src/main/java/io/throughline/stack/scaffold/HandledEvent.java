package io.throughline.stack.scaffold;

import io.throughline.events.EventType;
import io.throughline.events.EventTypes;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.stack.process.StackException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event that the new adapter acts on.
 *
 * @param operation what is asked for, a part of the effect key: {@code refund}
 * @param document Java that names which one, where an order has several; empty otherwise
 * @param arguments Java that follows the order in the testkit's method for this event
 */
record HandledEvent(EventType<?> type, String operation, String document, String arguments) {

    private static final String VERSION = ", data.order().sourceVersion().toString()";

    private static final Map<EventType<?>, HandledEvent> KNOWN = Map.of(
            OrderPlaced.TYPE, plain(OrderPlaced.TYPE, "order"),
            OrderPaid.TYPE, plain(OrderPaid.TYPE, "payment"),
            OrderCancelled.TYPE, plain(OrderCancelled.TYPE, "cancellation"),
            OrderDeleted.TYPE, plain(OrderDeleted.TYPE, "deletion"),
            OrderRefunded.TYPE, new HandledEvent(OrderRefunded.TYPE, "refund", ", data.change().refundId()", ""),
            OrderChanged.TYPE, new HandledEvent(OrderChanged.TYPE, "change", VERSION, ", \"lines\""),
            OrderFulfillmentUpdated.TYPE, new HandledEvent(OrderFulfillmentUpdated.TYPE, "fulfillment", VERSION, ""));

    private static HandledEvent plain(EventType<?> type, String operation) {
        return new HandledEvent(type, operation, "", "");
    }

    /**
     * The event of this name.
     *
     * @param name with or without a version: {@code order.refunded}
     * @throws StackException when there is no such event for an adapter; the message lists those there are
     */
    static HandledEvent named(String name) {
        Optional<EventType<?>> type = EventTypes.ALL.stream()
                .filter(known -> known.name().equals(name) || known.fact().equals(name))
                .findFirst();
        return type.map(KNOWN::get)
                .orElseThrow(() -> new StackException("No event " + name + "; an adapter can begin with "
                        + KNOWN.keySet().stream().map(EventType::fact).sorted().collect(Collectors.joining(", "))));
    }

    /** The simple name of its record: {@code OrderRefunded}. */
    String payload() {
        return type.payload().getSimpleName();
    }

    /** Java that keeps an order from being begun that ended since. */
    String guard() {
        return type.equals(OrderPlaced.TYPE) ? """
                        if (data.order().status().isEnded()) {
                            return Outcome.ignored("ended-since");
                        }
                """ : "";
    }

    /** Java that makes such an event of the order with this key. */
    String fixture(String key) {
        String method = payload().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + payload().substring(1);
        return "Events." + method + "(OrderFixture.order().key(" + key + ")" + arguments + ")";
    }
}
