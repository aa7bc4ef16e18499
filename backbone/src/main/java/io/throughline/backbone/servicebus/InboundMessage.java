package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A message as the broker handed it over, locked for us until it is completed or dead-lettered. */
public final class InboundMessage {

    private final ServiceBusReceivedMessage source;
    private volatile @Nullable CompletableFuture<Optional<BatchSink.Refusal>> later;

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

    /**
     * Leaves the message with us after its batch is written, for as long as its lock lasts: what this becomes settles
     * it. A refusal dead-letters it, nothing completes it, and a failure hands it back to the broker.
     */
    public void settleOnce(CompletableFuture<Optional<BatchSink.Refusal>> decided) {
        later = decided;
    }

    /** Whether that was said already, when the same batch is offered again. */
    public boolean isSettledLater() {
        return later != null;
    }

    Optional<CompletableFuture<Optional<BatchSink.Refusal>>> decidedLater() {
        return Optional.ofNullable(later);
    }

    ServiceBusReceivedMessage source() {
        return source;
    }
}
