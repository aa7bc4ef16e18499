package io.throughline.backbone.servicebus;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends messages in as few batches as their size allows. */
public final class BatchPublisher implements AutoCloseable {

    private final ServiceBusClientBuilder builder;
    private final Map<String, ServiceBusSenderClient> senders = new ConcurrentHashMap<>();

    BatchPublisher(ServiceBusClientBuilder builder) {
        this.builder = builder;
    }

    /** A publisher of its own, for a program without Spring; close it. */
    public static BatchPublisher connectedTo(String connectionString) {
        return new BatchPublisher(new ServiceBusClientBuilder().connectionString(connectionString));
    }

    /**
     * Returns once the broker has accepted every message, in order.
     *
     * @throws PublishException when one may not have been accepted; sending all again is the remedy
     */
    public void publish(String topic, List<OutboundMessage> messages) {
        try {
            ServiceBusSenderClient sender = senders.computeIfAbsent(
                    topic, name -> builder.sender().topicName(name).buildClient());
            ServiceBusMessageBatch batch = sender.createMessageBatch();
            for (OutboundMessage message : messages) {
                batch = add(sender, batch, toServiceBus(message));
            }
            if (batch.getCount() > 0) {
                sender.sendMessages(batch);
            }
        } catch (RuntimeException failure) {
            throw new PublishException(topic, failure);
        }
    }

    private static ServiceBusMessageBatch add(
            ServiceBusSenderClient sender, ServiceBusMessageBatch batch, ServiceBusMessage message) {
        if (batch.tryAddMessage(message)) {
            return batch;
        }
        if (batch.getCount() > 0) {
            sender.sendMessages(batch);
        }
        ServiceBusMessageBatch next = sender.createMessageBatch();
        if (!next.tryAddMessage(message)) {
            throw new IllegalArgumentException(
                    "Message " + message.getMessageId() + " is larger than the broker takes");
        }
        return next;
    }

    private static ServiceBusMessage toServiceBus(OutboundMessage message) {
        ServiceBusMessage converted = new ServiceBusMessage(BinaryData.fromBytes(message.body()))
                .setMessageId(message.messageId())
                .setSubject(message.subject())
                .setCorrelationId(message.correlationId())
                .setContentType(message.contentType());
        converted.getApplicationProperties().putAll(message.properties());
        return converted;
    }

    @Override
    public void close() {
        senders.values().forEach(ServiceBusSenderClient::close);
    }
}
