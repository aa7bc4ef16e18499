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
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClientBuilder;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Real clients of an emulator. Receivers do not renew locks by themselves. */
record Clients(Emulator emulator) {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    ServiceBusClientBuilder builder() {
        return new ServiceBusClientBuilder()
                .connectionString(emulator.connectionString())
                .retryOptions(new AmqpRetryOptions()
                        .setMaxRetries(3)
                        .setDelay(Duration.ofMillis(100))
                        .setTryTimeout(PATIENCE));
    }

    ServiceBusAdministrationClient administration() {
        return administration(emulator.httpPort(), emulator.connectionString());
    }

    /** The client knows neither plain HTTP nor ports: a policy sends its requests where they belong. */
    static ServiceBusAdministrationClient administration(int httpPort, String connectionString) {
        return new ServiceBusAdministrationClientBuilder()
                .connectionString(connectionString)
                .addPolicy((context, next) -> {
                    var request = context.getHttpRequest();
                    var url = request.getUrl();
                    request.setUrl("http://" + url.getHost() + ":" + httpPort + url.getFile());
                    return next.process();
                })
                .buildClient();
    }

    ServiceBusSenderClient toQueue(String queue) {
        return builder().sender().queueName(queue).buildClient();
    }

    ServiceBusSenderClient toTopic(String topic) {
        return builder().sender().topicName(topic).buildClient();
    }

    ServiceBusReceiverClient fromQueue(String queue) {
        return builder()
                .receiver()
                .queueName(queue)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    ServiceBusReceiverClient fromDeadLetters(String queue) {
        return builder()
                .receiver()
                .queueName(queue)
                .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    ServiceBusReceiverClient fromSubscription(String topic, String subscription) {
        return builder()
                .receiver()
                .topicName(topic)
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
