package io.throughline.ingest.publish;

import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.PublishException;
import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.Topology;
import io.throughline.ingest.store.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Puts events of the log on topic {@code orders}. An event names the span of its webhook for ever; the message that
 * carries it names that of its sending, each time another.
 */
@Component
class OrderPublisher {

    private final BatchPublisher publisher;
    private final OrderMessages messages;
    private final Tracing tracing;

    OrderPublisher(BatchPublisher publisher, OrderMessages messages, Tracing tracing) {
        this.publisher = publisher;
        this.messages = messages;
        this.tracing = tracing;
    }

    /** @throws PublishException when the broker may not have accepted all; doing it again is the remedy */
    void publish(List<LoggedEvent> events) {
        send(events, messages::first);
    }

    /**
     * Once more, to one module alone.
     *
     * @throws PublishException when the broker may not have accepted all; doing it again is the remedy
     */
    void publishAgain(List<LoggedEvent> events, UUID command, String target) {
        send(events, (event, trace) -> messages.again(event, trace, command, target));
    }

    private void send(List<LoggedEvent> events, BiFunction<LoggedEvent, String, OutboundMessage> form) {
        List<Span> spans = tracing.isOn() ? new ArrayList<>() : List.of();
        List<OutboundMessage> outbound = events.stream()
                .map(event -> form.apply(event, begun(event, spans)))
                .toList();
        try {
            publisher.publish(Topology.ORDERS, outbound);
        } catch (PublishException failure) {
            spans.forEach(span -> span.failed("not-published"));
            throw failure;
        } finally {
            spans.forEach(span ->
                    span.with("messaging.batch.message_count", outbound.size()).end());
        }
    }

    /** The trace context that the message carries. */
    private String begun(LoggedEvent event, List<Span> spans) {
        Span span = tracing.begin(Kind.PRODUCER, "send orders", event.traceparent(), System.nanoTime());
        if (!span.isRecorded()) {
            return event.traceparent();
        }
        spans.add(span.with("messaging.system", "servicebus")
                .with("messaging.operation.name", "send")
                .with("messaging.operation.type", "send")
                .with("messaging.destination.name", Topology.ORDERS)
                .with("messaging.message.id", event.eventId())
                .with("throughline.event_type", event.type())
                .with("throughline.order", event.orderKey()));
        return span.traceparent().orElseThrow();
    }
}
