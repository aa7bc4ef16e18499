package io.throughline.ingest.publish;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.Topology;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.store.LoggedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Events of the log as they travel on topic {@code orders}: whole, or without their data when those are too large. */
@Component
class OrderMessages {

    private final long maxBytes;

    OrderMessages(IngestProperties properties) {
        this.maxBytes = properties.relay().maxMessage().toBytes();
    }

    /**
     * For everybody.
     *
     * @param trace W3C trace context of its sending
     */
    OutboundMessage first(LoggedEvent event, String trace) {
        return message(event.eventId().toString(), event, properties(event, trace));
    }

    /** Once more, for one module alone; the event in it is the same. */
    OutboundMessage again(LoggedEvent event, String trace, UUID command, String target) {
        Map<String, Object> properties = properties(event, trace);
        properties.put(Topology.COMMAND, command.toString());
        properties.put(Topology.TARGET, target);
        return message(event.eventId() + ":" + command, event, properties);
    }

    private OutboundMessage message(String id, LoggedEvent event, Map<String, Object> properties) {
        return new OutboundMessage(
                id, event.type(), event.webhookId().toString(), EventCodec.CONTENT_TYPE, properties, body(event));
    }

    private boolean travelsWhole(LoggedEvent event) {
        return event.body().length <= maxBytes;
    }

    private byte[] body(LoggedEvent event) {
        return travelsWhole(event) ? event.body() : ClaimCheck.withoutData(event.body(), event.eventId());
    }

    private Map<String, Object> properties(LoggedEvent event, String trace) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                Topology.ORDER_KEY,
                event.orderKey(),
                Topology.ORDER_REF,
                event.orderRef().toString(),
                Topology.ORDER_SEQUENCE,
                event.sequence(),
                "traceparent",
                trace,
                "Diagnostic-Id",
                trace));
        if (!travelsWhole(event)) {
            properties.put(Topology.DATA_REFERENCE, ClaimCheck.path(event.eventId()));
        }
        return properties;
    }
}
