package io.throughline.testkit;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import java.util.Map;

/** Events as ingest puts them on topic {@code orders}. */
public final class EventMessages {

    private static final EventCodec CODEC = new EventCodec();

    private EventMessages() {}

    public static OutboundMessage of(EventEnvelope<?> event) {
        return new OutboundMessage(
                event.id().toString(),
                event.type().name(),
                "webhook",
                EventCodec.CONTENT_TYPE,
                Map.of(
                        Topology.ORDER_KEY, event.orderKey(),
                        Topology.ORDER_REF, event.orderRef().toString(),
                        Topology.ORDER_SEQUENCE, event.sequence()),
                CODEC.write(event));
    }
}
