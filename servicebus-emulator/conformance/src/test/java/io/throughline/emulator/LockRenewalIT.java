package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The clients renew locks by themselves, by the machine's clock: whoever takes longer than a lock keeps its message. */
@Execution(ExecutionMode.CONCURRENT)
class LockRenewalIT {

    /** A namespace grants no shorter ones than 5 seconds. */
    static final Duration LOCK = Duration.ofSeconds(BusUnderTest.isForeign() ? 5 : 2);

    /** Whose lock ends once is a dead letter. */
    static final QueueSettings ONE_DELIVERY =
            new QueueSettings(LOCK, 1, QueueSettings.UNLIMITED, false, false, Duration.ZERO, null, null);

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(
            NamespaceConfig.EMPTY.withQueue("receiver", ONE_DELIVERY).withQueue("processor", ONE_DELIVERY));

    final Clients clients = new Clients(BUS);

    private static void takesLongerThanALock(ServiceBusReceivedMessage held) {
        var lost = held.getEnqueuedTime().toInstant().plus(LOCK).plus(LOCK.dividedBy(2));
        await().atMost(LOCK.multipliedBy(10)).until(() -> BUS.clock().instant().isAfter(lost));
    }

    @Test
    void aReceiverKeepsWhatItHolds() {
        try (var sender = clients.toQueue("receiver");
                var receiver = clients.builder()
                        .receiver()
                        .queueName(BUS.name("receiver"))
                        .maxAutoLockRenewDuration(Duration.ofMinutes(1))
                        .buildClient()) {
            sender.sendMessage(message("slow"));
            var held = next(receiver);

            takesLongerThanALock(held);

            receiver.complete(held);
            BUS.holdsNothing("receiver");
        }
    }

    @Test
    void aProcessorKeepsWhatItIsAbout() {
        List<Long> deliveries = new CopyOnWriteArrayList<>();
        try (var sender = clients.toQueue("processor");
                var processor = clients.builder()
                        .processor()
                        .queueName(BUS.name("processor"))
                        .maxAutoLockRenewDuration(Duration.ofMinutes(1))
                        .processMessage(context -> slowly(context, deliveries))
                        .processError(trouble -> deliveries.add(-1L))
                        .buildProcessorClient()) {
            sender.sendMessage(message("slow"));

            processor.start();

            await().atMost(LOCK.multipliedBy(10)).until(() -> !deliveries.isEmpty());
            BUS.holdsNothing("processor");
        }
        assertThat(deliveries).containsExactly(0L);
    }

    private static void slowly(ServiceBusReceivedMessageContext context, List<Long> deliveries) {
        takesLongerThanALock(context.getMessage());
        deliveries.add(context.getMessage().getDeliveryCount());
    }
}
