package io.throughline.stack.faults;

import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.events.Topology;
import io.throughline.stack.database.AdapterTables;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A message that nobody can read was written down among the dead letters, and the broker still has it. */
final class DeadLetterUnsettled {

    private DeadLetterUnsettled() {}

    static Standstill of(Stack stack, Service adapter, AdapterTables tables) {
        String subscription = Refused.subscription(adapter);
        String id = "unreadable-" + UUID.randomUUID();
        Standstill refused = new Refused(
                stack.broker(),
                FaultKind.BUSY_SETTLEMENTS,
                subscription + "/$deadletterqueue",
                List.of(adapter, adapter.twin()),
                () -> tables.deadLetters(id) > 0
                        && stack.broker().holds(subscription).deadLettered() > 0);
        try (BatchPublisher publisher = BatchPublisher.connectedTo(stack.brokerConnection())) {
            publisher.publish(Topology.ORDERS, List.of(unreadable(id, adapter)));
        }
        return refused;
    }

    private static OutboundMessage unreadable(String id, Service adapter) {
        return new OutboundMessage(
                id,
                "order.placed.v1",
                "nobody",
                "application/cloudevents+json",
                Map.of(Topology.TARGET, adapter.module()),
                new byte[] {'{'});
    }
}
