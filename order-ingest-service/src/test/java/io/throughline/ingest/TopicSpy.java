package io.throughline.ingest;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import io.throughline.emulator.Emulator;
import java.util.List;

/** Sees every message of a {@link TestBroker}'s topics and takes none; over the SDK, as ours hides what it needs not. */
public record TopicSpy(Emulator broker) {

    private static final int MOST = 200;

    public List<ServiceBusReceivedMessage> messages(String topic) {
        try (ServiceBusReceiverClient reader = new ServiceBusClientBuilder()
                .connectionString(broker.connectionString())
                .receiver()
                .topicName(topic)
                .subscriptionName("spy")
                .buildClient()) {
            return reader.peekMessages(MOST, 0).stream().toList();
        }
    }

    public List<String> bodies(String topic) {
        return messages(topic).stream()
                .map(message -> message.getBody().toString())
                .toList();
    }
}
