package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.models.CreateMessageBatchOptions;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.Limits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchesAndLimitsIT {

    static final int BYTES = 20_000;
    static final int MESSAGES = 30;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(EmulatorOptions.DEFAULT
            .withLimits(Limits.DEFAULT.withMaxMessageBytes(BYTES).withMaxMessagesPerEntity(MESSAGES))
            .withConfig(NamespaceConfig.EMPTY.withTopic("orders", "all")));

    final Clients clients = new Clients(BUS);

    @BeforeEach
    void hasAnEmptyQueue() {
        var administration = clients.administration();
        var name = BUS.name("limited");
        if (administration.getQueueExists(name)) {
            administration.deleteQueue(name);
        }
        administration.createQueue(name);
    }

    private static ServiceBusMessage sized(int bytes) {
        return new ServiceBusMessage(BinaryData.fromBytes(new byte[bytes]));
    }

    private static void refusesBecause(ServiceBusFailureReason reason, Runnable send) {
        assertThatThrownBy(send::run)
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused -> assertThat(refused.getReason()).isEqualTo(reason));
    }

    @Test
    void tellsClientsHowLargeABatchMayBe() {
        try (var sender = clients.toQueue("limited")) {
            var batch = sender.createMessageBatch();

            var limit = batch.getMaxSizeInBytes();
            assertThat(limit).isGreaterThanOrEqualTo(BYTES);
            assertThatThrownBy(() ->
                            sender.createMessageBatch(new CreateMessageBatchOptions().setMaximumSizeInBytes(limit + 1)))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    @OwnBroker("takes no more than it is told")
    void takesNoLargerMessagesThanItIsTold() {
        try (var sender = clients.toQueue("limited")) {
            assertThat(sender.createMessageBatch().getMaxSizeInBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void takesABatchThatIsFull() {
        try (var sender = clients.toQueue("limited")) {
            var batch = sender.createMessageBatch();
            while (batch.tryAddMessage(sized(1000))) {
                assertThat(batch.getSizeInBytes()).isLessThanOrEqualTo(batch.getMaxSizeInBytes());
            }
            sender.sendMessages(batch);

            assertThat(batch.getCount()).isGreaterThan(15);
            assertThat(BUS.counts("limited").active()).isEqualTo(batch.getCount());
        }
    }

    @Test
    void refusesAMessageThatIsTooLargeAndGoesOn() {
        try (var sender = clients.toQueue("limited")) {
            var limit = sender.createMessageBatch().getMaxSizeInBytes();

            refusesBecause(ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED, () -> sender.sendMessage(sized(limit + 1)));

            sender.sendMessage(sized(BYTES / 2));

            assertThat(BUS.counts("limited").active()).isOne();
        }
    }

    @Test
    @OwnBroker("is full soon")
    void refusesWhatAFullQueueCannotHoldAllOfABatch() {
        try (var sender = clients.toQueue("limited");
                var receiver = clients.fromQueue("limited")) {
            sender.sendMessages(IntStream.range(0, MESSAGES - 1)
                    .mapToObj(i -> message("m" + i))
                    .toList());
            var two = IntStream.range(0, 2).mapToObj(i -> message("more" + i)).toList();

            refusesBecause(ServiceBusFailureReason.QUOTA_EXCEEDED, () -> sender.sendMessages(two));

            assertThat(BUS.counts("limited").active()).isEqualTo(MESSAGES - 1);
            Clients.take(receiver, 1);
            sender.sendMessages(two);
            assertThat(BUS.counts("limited").active()).isEqualTo(MESSAGES);
        }
    }

    @Test
    @OwnBroker("is full soon")
    void refusesWhatASubscriptionOfATopicCannotHold() {
        try (var sender = clients.toTopic("orders")) {
            sender.sendMessages(
                    IntStream.range(0, MESSAGES).mapToObj(i -> message("m" + i)).toList());

            refusesBecause(ServiceBusFailureReason.QUOTA_EXCEEDED, () -> sender.sendMessage(message("more")));

            assertThat(BUS.counts("orders/subscriptions/all").active()).isEqualTo(MESSAGES);
        }
    }
}
