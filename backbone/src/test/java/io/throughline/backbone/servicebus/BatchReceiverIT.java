package io.throughline.backbone.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import io.throughline.emulator.junit.EmulatorExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchReceiverIT {

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("""
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
              {"Name": "once", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "outage", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "dropped", "Subscriptions": [{"Name": "reader"}]},
              {"Name": "refused", "Subscriptions": [{"Name": "reader"}]}]}],
              "Logging": {"Type": "File"}}}
            """);

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final ReceiverProperties PROPERTIES =
            new ReceiverProperties(200, 200, Duration.ofMillis(50), Duration.ofSeconds(1));

    final ServiceBusClientBuilder builder =
            new ServiceBusClientBuilder().connectionString(BROKER.emulator().connectionString());
    final Receivers receivers = new Receivers(builder, PROPERTIES);
    final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void writesFiveThousandMessagesDownOnceInFewBatches() {
        AtomicInteger batches = new AtomicInteger();
        send("once", 5000);

        try (BatchReceiver _ = receivers.subscribe("once", "reader", batch -> {
            batches.incrementAndGet();
            return write(batch);
        })) {
            await().atMost(LIMIT).until(() -> written.size() >= 5000);
            await().atMost(LIMIT).until(() -> left("once") == 0);
        }
        assertThat(written).hasSize(5000).doesNotHaveDuplicates();
        assertThat(batches).hasValueLessThan(500);
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
            await().atMost(LIMIT).until(() -> left("outage") == 0);
        }
        assertThat(written).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterTheConnectionIsLost() {
        try (BatchReceiver _ = receivers.subscribe("dropped", "reader", this::write)) {
            send("dropped", 5);
            await().atMost(LIMIT).until(() -> written.size() == 5);

            BROKER.emulator().dropConnections();
            send("dropped", 5);

            await().atMost(LIMIT).until(() -> written.stream().distinct().count() == 5 && left("dropped") == 0);
        }
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

    private List<BatchSink.Refusal> write(List<InboundMessage> batch) {
        batch.forEach(message -> written.add(message.id()));
        return List.of();
    }

    private void send(String topic, int count) {
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

    private static long left(String topic) {
        return BROKER.emulator().entities().stream()
                .filter(entity -> entity.toString().contains(topic))
                .mapToLong(entity -> entity.active() + entity.locked())
                .sum();
    }
}
