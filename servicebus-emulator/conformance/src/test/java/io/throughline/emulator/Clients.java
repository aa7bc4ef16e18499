package io.throughline.emulator;

import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Real clients of a Service Bus. Receivers do not renew locks by themselves. */
record Clients(Bus bus) {

    /** A broker far away has more to do than wait for us. */
    static final Duration PATIENCE = Duration.ofSeconds(BusUnderTest.isForeign() ? 30 : 10);

    Clients(Emulator emulator) {
        this(new OwnBus(emulator));
    }

    ServiceBusClientBuilder builder() {
        return new ServiceBusClientBuilder()
                .connectionString(bus.connectionString())
                .retryOptions(new AmqpRetryOptions()
                        .setMaxRetries(3)
                        .setDelay(Duration.ofMillis(100))
                        .setTryTimeout(PATIENCE));
    }

    ServiceBusAdministrationClient administration() {
        return bus.administration();
    }

    ServiceBusSenderClient toQueue(String queue) {
        return builder().sender().queueName(bus.name(queue)).buildClient();
    }

    ServiceBusSenderClient toTopic(String topic) {
        return builder().sender().topicName(bus.name(topic)).buildClient();
    }

    ServiceBusReceiverClient fromQueue(String queue) {
        return builder()
                .receiver()
                .queueName(bus.name(queue))
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    ServiceBusReceiverClient fromDeadLetters(String queue) {
        return builder()
                .receiver()
                .queueName(bus.name(queue))
                .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    ServiceBusReceiverClient fromSubscription(String topic, String subscription) {
        return builder()
                .receiver()
                .topicName(bus.name(topic))
                .subscriptionName(subscription)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    static ServiceBusMessage message(String body) {
        return new ServiceBusMessage(BinaryData.fromString(body)).setMessageId(body);
    }

    /** As a careful client does: again, until the broker has said that it took the message. */
    static void sendUntilTaken(ServiceBusSenderClient sender, String body) {
        await().pollDelay(Duration.ZERO)
                .atMost(PATIENCE.multipliedBy(4))
                .ignoreExceptions()
                .until(() -> {
                    sender.sendMessage(message(body));
                    return true;
                });
    }

    static ServiceBusReceivedMessage next(ServiceBusReceiverClient receiver) {
        return receiver.receiveMessages(1, PATIENCE).stream().findFirst().orElseThrow();
    }

    /** So many messages, completed. */
    static List<ServiceBusReceivedMessage> take(ServiceBusReceiverClient receiver, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var message = next(receiver);
                    receiver.complete(message);
                    return message;
                })
                .toList();
    }
}
