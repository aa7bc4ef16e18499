package io.throughline.stack;

import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.Topology;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends what is no event on topic {@code orders}, to one adapter, as somebody might who should not send there: for
 * {@code ./drills}. Where the broker is, {@code BROKER_CONNECTION} says.
 */
final class Stranger {

    private Stranger() {}

    public static void main(String... arguments) {
        try (BatchPublisher publisher = BatchPublisher.connectedTo(System.getenv("BROKER_CONNECTION"))) {
            publisher.publish(
                    Topology.ORDERS,
                    List.of(new OutboundMessage(
                            "stranger-" + UUID.randomUUID(),
                            "order.placed.v1",
                            "nobody",
                            "application/cloudevents+json",
                            Map.of(Topology.TARGET, arguments[0]),
                            new byte[] {'{'})));
        }
    }
}
