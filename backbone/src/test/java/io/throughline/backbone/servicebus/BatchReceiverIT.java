package io.throughline.backbone.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchReceiverIT extends BatchReceiverContract {

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig(CONFIG);

    @Override
    String connectionString() {
        return BROKER.emulator().connectionString();
    }

    @Test
    void goesOnAfterTheConnectionIsLost() {
        try (BatchReceiver _ = receivers.subscribe("dropped", "reader", this::write)) {
            send("dropped", 5);
            await().atMost(LIMIT).until(() -> written.size() == 5 && left("dropped") == 0);

            BROKER.emulator().dropConnections();
            send("dropped", 5);

            await().atMost(LIMIT).until(() -> written.size() == 10 && left("dropped") == 0);
        }
    }

    @Test
    void opensALinkAnewThatStaysAttachedAndGivesNothing() {
        try (BatchReceiver _ = receivers.subscribe("silent", "reader", this::write)) {
            send("silent", 5);
            await().atMost(LIMIT).until(() -> written.size() == 5 && left("silent") == 0);

            var silence = BROKER.emulator()
                    .faults()
                    .plant(Fault.of(FaultKind.SILENCE, "silent/subscriptions/reader")
                            .lasting(Duration.ofMinutes(30)));
            send("silent", 5);

            await().atMost(LIMIT.dividedBy(2)).until(() -> written.size() >= 10 && left("silent") == 0);
            assertThat(written).hasSize(10);
            assertThat(BROKER.emulator().faults().end(silence.id()))
                    .as("the silence was still at work")
                    .isTrue();
        }
    }

    @Test
    void opensALinkAnewWhenTheBrokerDoesNotSayWhatItHolds() {
        AtomicInteger opened = new AtomicInteger();
        Supplier<ServiceBusReceiverAsyncClient> failing = () -> {
            throw new IllegalStateException("no answer");
        };
        Watchdog watchdog = new Watchdog(failing, PROPERTIES, Clock.systemUTC());

        try (BatchReceiver _ = new BatchReceiver(
                "unpeekable", () -> counted(opened, "unpeekable"), this::write, PROPERTIES, watchdog)) {
            await().atMost(LIMIT).until(() -> opened.get() >= 2);
            send("unpeekable", 5);
            await().atMost(LIMIT).until(() -> written.size() == 5 && left("unpeekable") == 0);
        }
    }

    @Test
    void leavesALinkAloneThatHasNothingToGive() {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        Watchdog watchdog = new Watchdog(() -> counted(looks, "idle"), PROPERTIES, Clock.systemUTC());
        send("idle", 1);

        try (ServiceBusReceiverAsyncClient other = client("idle")) {
            // Somebody else holds a message: it is there, and not for this receiver.
            assertThat(other.receiveMessages().blockFirst(LIMIT)).isNotNull();
            try (BatchReceiver _ =
                    new BatchReceiver("idle", () -> counted(opened, "idle"), this::write, PROPERTIES, watchdog)) {
                await().atMost(LIMIT).until(() -> looks.get() >= 3);
            }
        }

        assertThat(opened).hasValue(1);
        assertThat(written).isEmpty();
    }

    private ServiceBusReceiverAsyncClient counted(AtomicInteger count, String topic) {
        count.incrementAndGet();
        return client(topic);
    }

    private ServiceBusReceiverAsyncClient client(String topic) {
        return builder.receiver()
                .topicName(topic)
                .subscriptionName("reader")
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildAsyncClient();
    }

    private static int left(String topic) {
        var counts = BROKER.emulator().entity(topic + "/subscriptions/reader");
        return counts.active() + counts.locked();
    }
}
