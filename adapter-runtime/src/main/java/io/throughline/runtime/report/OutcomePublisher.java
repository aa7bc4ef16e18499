package io.throughline.runtime.report;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.Topology;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts outcome messages on their topic. */
public final class OutcomePublisher {

    private final BatchPublisher publisher;

    public OutcomePublisher(BatchPublisher publisher) {
        this.publisher = publisher;
    }

    /** Returns once the broker has them. */
    public void publish(List<? extends OutcomeMessage> messages) {
        publisher.publish(
                Topology.OUTCOMES,
                messages.stream().map(OutcomePublisher::toMessage).toList());
    }

    private static OutboundMessage toMessage(OutcomeMessage message) {
        return new OutboundMessage(
                UUID.randomUUID().toString(),
                message.getClass().getSimpleName(),
                message.integration(),
                "application/json",
                Map.of(),
                Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(message));
    }
}
