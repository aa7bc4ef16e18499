package io.throughline.emulator;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Real clients that receive from sessions. They do not renew locks by themselves. */
record SessionClients(Clients clients) {

    ServiceBusSessionReceiverClient ofQueue(String queue) {
        return ofQueue(queue, ServiceBusReceiveMode.PEEK_LOCK);
    }

    ServiceBusSessionReceiverClient ofQueue(String queue, ServiceBusReceiveMode mode) {
        return clients.builder()
                .sessionReceiver()
                .queueName(clients.bus().name(queue))
                .receiveMode(mode)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    ServiceBusSessionReceiverClient ofSubscription(String topic, String subscription) {
        return clients.builder()
                .sessionReceiver()
                .topicName(clients.bus().name(topic))
                .subscriptionName(subscription)
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }

    /** The first word of a message is its session. */
    static ServiceBusMessage message(String body) {
        return Clients.message(body).setSessionId(body.split(" ", 2)[0]);
    }

    static void send(ServiceBusSenderClient sender, String... bodies) {
        sender.sendMessages(Stream.of(bodies).map(SessionClients::message).toList());
    }

    static String body(ServiceBusReceivedMessage message) {
        return message.getBody().toString();
    }

    /** The bodies of so many messages, completed. */
    static List<String> take(ServiceBusReceiverClient receiver, int count) {
        return Clients.take(receiver, count).stream().map(SessionClients::body).toList();
    }

    /** In the words of the wire. */
    static String condition(Throwable failure) {
        return switch (failure) {
            case AmqpException amqp
            when amqp.getErrorCondition() != null -> amqp.getErrorCondition().getErrorCondition();
            case ServiceBusException refused when refused.getCause() instanceof AmqpException amqp -> condition(amqp);
            default -> failure.toString();
        };
    }
}
