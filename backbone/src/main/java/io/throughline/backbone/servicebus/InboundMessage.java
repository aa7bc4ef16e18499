package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.time.Instant;
import java.util.Optional;

/** A message as the broker handed it over, locked for us until it is completed or dead-lettered. */
public final class InboundMessage {

    private final ServiceBusReceivedMessage source;

    InboundMessage(ServiceBusReceivedMessage source) {
        this.source = source;
    }

    public String id() {
        return source.getMessageId() == null ? "" : source.getMessageId();
    }

    /** The event type's name on topic {@code orders}. */
    public Optional<String> subject() {
        return Optional.ofNullable(source.getSubject());
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(source.getCorrelationId());
    }

    /** An application property as text, whatever its AMQP type. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(source.getApplicationProperties().get(name)).map(Object::toString);
    }

    public byte[] body() {
        return source.getBody().toBytes();
    }

    public Instant enqueuedAt() {
        return source.getEnqueuedTime().toInstant();
    }

    /** Deliveries before this one. */
    public long deliveryCount() {
        return source.getDeliveryCount();
    }

    /** Why it was dead-lettered; absent on a message that was not. */
    public Optional<String> deadLetterReason() {
        return Optional.ofNullable(source.getDeadLetterReason());
    }

    public Optional<String> deadLetterDescription() {
        return Optional.ofNullable(source.getDeadLetterErrorDescription());
    }

    ServiceBusReceivedMessage source() {
        return source;
    }
}
