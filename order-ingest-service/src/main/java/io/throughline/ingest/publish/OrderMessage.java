package io.throughline.ingest.publish;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.Topology;
import io.throughline.ingest.store.LoggedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An event of the log as it travels on topic {@code orders}. */
final class OrderMessage {

    private OrderMessage() {}

    /** For everybody. */
    static OutboundMessage first(LoggedEvent event) {
        return message(event.eventId().toString(), event, properties(event));
    }

    /** Once more, for one module alone; the event in it is the same. */
    static OutboundMessage again(LoggedEvent event, UUID command, String target) {
        Map<String, Object> properties = properties(event);
        properties.put(Topology.COMMAND, command.toString());
        properties.put(Topology.TARGET, target);
        return message(event.eventId() + ":" + command, event, properties);
    }

    private static OutboundMessage message(String id, LoggedEvent event, Map<String, Object> properties) {
        return new OutboundMessage(
                id, event.type(), event.webhookId().toString(), EventCodec.CONTENT_TYPE, properties, event.body());
    }

    private static Map<String, Object> properties(LoggedEvent event) {
        return new HashMap<>(Map.of(
                Topology.ORDER_KEY,
                event.orderKey(),
                Topology.ORDER_REF,
                event.orderRef().toString(),
                Topology.ORDER_SEQUENCE,
                event.sequence(),
                "traceparent",
                event.traceparent(),
                "Diagnostic-Id",
                event.traceparent()));
    }
}
