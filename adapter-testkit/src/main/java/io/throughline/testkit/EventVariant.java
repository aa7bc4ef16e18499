package io.throughline.testkit;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.order.OrderStatus;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** An event as it might have come instead, changed on the wire so that it needs nothing of its payload's type. */
final class EventVariant {

    private static final EventCodec CODEC = new EventCodec();

    private EventVariant() {}

    /** Another event of the order that says the same. */
    static <E extends OrderEvent> EventEnvelope<E> numberedAnew(EventEnvelope<E> event) {
        UUID id = new UUID(event.id().getMostSignificantBits(), event.id().getLeastSignificantBits() ^ 1L << 40);
        return changed(event, document -> document.put("id", id.toString()).put("orderseq", event.sequence() + 1));
    }

    /** The same event, read after the order was cancelled: all events carry the newest snapshot. */
    static <E extends OrderEvent> EventEnvelope<E> cancelledSince(EventEnvelope<E> event) {
        return changed(event, document -> {
            ObjectNode status = (ObjectNode) document.at("/data/order/status");
            status.put("order", OrderStatus.CANCELLED);
        });
    }

    @SuppressWarnings("unchecked") // what is read has the type that was written
    private static <E extends OrderEvent> EventEnvelope<E> changed(
            EventEnvelope<E> event, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) Json.mapper().readTree(CODEC.write(event));
        change.accept(document);
        return (EventEnvelope<E>) CODEC.read(Json.mapper().writeValueAsBytes(document));
    }
}
