package io.throughline.backbone.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receiver and publisher promise on any broker. */
abstract class BatchReceiverContract {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
              {"Name": "once", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "outage", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "dropped", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "silent", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "idle", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "unpeekable", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "closed", "Subscriptions": [{"Name": "reader", "Properties": {"LockDuration": "PT5S"}}]},
              {"Name": "refused", "Subscriptions": [{"Name": "reader"}]}]}],
              "Logging": {"Type": "File"}}}
            """;

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final ReceiverProperties PROPERTIES = new ReceiverProperties(
            200, 200, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    final List<String> written = new CopyOnWriteArrayList<>();
    ServiceBusClientBuilder builder = new ServiceBusClientBuilder();
    Receivers receivers = new Receivers(builder, PROPERTIES, Clock.systemUTC());

    abstract String connectionString();

    @BeforeEach
    void connect() {
        builder = new ServiceBusClientBuilder().connectionString(connectionString());
        receivers = new Receivers(builder, PROPERTIES, Clock.systemUTC());
    }

    @Test
    void writesFiveThousandMessagesDownOnceInFewBatches() {
        AtomicInteger batches = new AtomicInteger();
        send("once", 5000);

        try (BatchReceiver _ = receivers.subscribe("once", "reader", batch -> {
            batches.incrementAndGet();
            return write(batch);
        })) {
            await().atMost(LIMIT).until(() -> written.size() >= 5000);
        }
        assertThat(written).hasSize(5000).doesNotHaveDuplicates();
        assertThat(batches).hasValueLessThan(1000);
    }

    @Test
    void offersABatchAgainUntilItIsWritten() {
        AtomicInteger failures = new AtomicInteger(3);
        send("outage", 10);

        try (BatchReceiver _ = receivers.subscribe("outage", "reader", batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("database down");
            }
            return write(batch);
        })) {
            await().atMost(LIMIT).until(() -> written.size() >= 10);
        }
        assertThat(written).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whatItDidNotSettleWhenItClosedComesAgainOnceItsLockEndsAndNothingElse() {
        send("closed", 1000);

        try (BatchReceiver _ = receivers.subscribe("closed", "reader", this::write)) {
            await().atMost(LIMIT).until(() -> !written.isEmpty());
        }
        try (BatchReceiver _ = receivers.subscribe("closed", "reader", this::write)) {
            await().atMost(LIMIT).until(() -> written.size() >= 1000);
        }

        assertThat(written).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void deadLettersWhatIsRefusedAndTheDrainFindsIt() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        send("refused", 1);

        try (BatchReceiver _ = receivers.subscribe(
                        "refused",
                        "reader",
                        batch -> batch.stream()
                                .map(message -> new BatchSink.Refusal(message, "unreadable-event", "for the test"))
                                .toList());
                BatchReceiver _ = receivers.drainDeadLetters("refused", "reader", batch -> {
                    batch.forEach(
                            message -> reasons.add(message.deadLetterReason().orElse("none")));
                    return List.of();
                })) {
            await().atMost(LIMIT).until(() -> !reasons.isEmpty());
        }
        assertThat(reasons).containsExactly("unreadable-event");
    }

    List<BatchSink.Refusal> write(List<InboundMessage> batch) {
        batch.forEach(message -> written.add(message.id()));
        return List.of();
    }

    void send(String topic, int count) {
        try (BatchPublisher publisher = new BatchPublisher(builder)) {
            publisher.publish(
                    topic,
                    IntStream.range(0, count)
                            .mapToObj(number -> new OutboundMessage(
                                    String.valueOf(number),
                                    "test",
                                    "",
                                    "text/plain",
                                    Map.of(),
                                    "body".getBytes(StandardCharsets.UTF_8)))
                            .toList());
        }
    }
}
