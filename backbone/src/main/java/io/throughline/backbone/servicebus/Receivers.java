package io.throughline.backbone.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Opens receivers on subscriptions and on their dead-letter sub-queues. */
public final class Receivers {

    private final ServiceBusClientBuilder builder;
    private final ReceiverProperties properties;
    private final Clock clock;

    Receivers(ServiceBusClientBuilder builder, ReceiverProperties properties, Clock clock) {
        this.builder = builder;
        this.properties = properties;
        this.clock = clock;
    }

    /** Receivers of their own, for a program without Spring. */
    public static Receivers connectedTo(String connectionString, ReceiverProperties properties, Clock clock) {
        return new Receivers(new ServiceBusClientBuilder().connectionString(connectionString), properties, clock);
    }

    /** Starts receiving; close what is returned to stop. */
    public BatchReceiver subscribe(String topic, String subscription, BatchSink sink) {
        return open(topic + "/" + subscription, client(topic, subscription, SubQueue.NONE), sink);
    }

    /** Starts draining the dead-letter sub-queue; what the sink refuses stays there. */
    public BatchReceiver drainDeadLetters(String topic, String subscription, BatchSink sink) {
        return open(
                topic + "/" + subscription + "/$deadletterqueue",
                client(topic, subscription, SubQueue.DEAD_LETTER_QUEUE),
                sink);
    }

    private BatchReceiver open(String name, Supplier<ServiceBusReceiverAsyncClient> clients, BatchSink sink) {
        return new BatchReceiver(name, clients, sink, properties, new Watchdog(clients, properties, clock));
    }

    private Supplier<ServiceBusReceiverAsyncClient> client(String topic, String subscription, SubQueue subQueue) {
        return () -> builder.receiver()
                .topicName(topic)
                .subscriptionName(subscription)
                .subQueue(subQueue)
                .receiveMode(ServiceBusReceiveMode.PEEK_LOCK)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .prefetchCount(properties.maxUnsettled())
                .buildAsyncClient();
    }
}
