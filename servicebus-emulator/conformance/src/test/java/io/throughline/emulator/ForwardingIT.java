package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.administration.models.CreateQueueOptions;
import com.azure.messaging.servicebus.administration.models.EntityStatus;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.SubQueue;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ForwardingIT {

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "forwarding",
              "Queues": [
                {"Name": "end"},
                {"Name": "front", "Properties": {"ForwardTo": "orders"}},
                {"Name": "graves"},
                {"Name": "work", "Properties": {"ForwardDeadLetteredMessagesTo": "graves"}},
                {"Name": "closed"},
                {"Name": "stuck", "Properties": {"ForwardTo": "closed"}}],
              "Topics": [{"Name": "orders",
                "Subscriptions": [{"Name": "on", "Properties": {"ForwardTo": "end"}}]}]}]}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(ENTITIES);

    final Clients clients = new Clients(BUS);

    private ServiceBusReceiverClient fromTransferDeadLetters(Clients of, String queue) {
        return of.builder()
                .receiver()
                .queueName(of.bus().name(queue))
                .subQueue(SubQueue.TRANSFER_DEAD_LETTER_QUEUE)
                .buildClient();
    }

    @Test
    void passesAMessageThroughQueueAndTopicAsItWas() {
        try (var sender = clients.toQueue("front");
                var receiver = clients.fromQueue("end")) {
            sender.sendMessage(message("first"));
            sender.sendMessage(message("second").setCorrelationId("kept").setPartitionKey("key"));

            var second = take(receiver, 2).getLast();

            assertThat(second.getBody().toString()).isEqualTo("second");
            assertThat(second.getCorrelationId()).isEqualTo("kept");
            assertThat(second.getPartitionKey()).isEqualTo("key");
            assertThat(second.getEnqueuedSequenceNumber()).isEqualTo(2);
            assertThat(second.getDeadLetterSource()).isNull();
            assertThat(second.getRawAmqpMessage().getMessageAnnotations()).doesNotContainKey("x-throughline-hops");
        }
    }

    @Test
    void saysWhereADeadLetterThatWasPassedOnDied() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work");
                var graves = clients.fromQueue("graves")) {
            sender.sendMessage(message("poison"));
            receiver.deadLetter(next(receiver), new DeadLetterOptions().setDeadLetterReason("unreadable"));

            var dead = take(graves, 1).getFirst();

            assertThat(dead.getDeadLetterSource()).isEqualTo(BUS.name("work"));
            assertThat(dead.getDeadLetterReason()).isEqualTo("unreadable");
            BUS.holdsNothing("work");
        }
    }

    /** Each queue forwards to the next: the fifth is one too far. */
    @Test
    void givesUpAfterFourHopsAndSaysSo() {
        var administration = clients.administration();
        var names = Stream.of("hop-5", "hop-4", "hop-3", "hop-2", "hop-1", "hop-0")
                .map(BUS::name)
                .toList();
        administration.createQueue(names.getFirst());
        for (var next = 1; next < names.size(); next++) {
            administration.createQueue(names.get(next), new CreateQueueOptions().setForwardTo(names.get(next - 1)));
        }
        try (var sender = clients.toQueue("hop-0");
                var deadLetters = fromTransferDeadLetters(clients, "hop-4")) {
            sender.sendMessage(message("wanderer"));

            var stopped = take(deadLetters, 1).getFirst();

            assertThat(stopped.getBody().toString()).isEqualTo("wanderer");
            assertThat(stopped.getDeadLetterReason()).isEqualTo("MaxTransferHopCountExceeded");
            BUS.holdsNothing("hop-5");
        }
    }

    @Test
    void keepsWhatItCannotPassOnAmongTheTransferDeadLettersAndCountsIt() {
        var administration = clients.administration();
        administration.updateQueue(administration.getQueue(BUS.name("closed")).setStatus(EntityStatus.DISABLED));
        try (var sender = clients.toQueue("stuck");
                var deadLetters = fromTransferDeadLetters(clients, "stuck")) {
            sender.sendMessage(message("waits"));

            await().atMost(Clients.PATIENCE).until(() -> BUS.counts("stuck").transferDeadLettered() == 1);
            var counts = administration.getQueueRuntimeProperties(BUS.name("stuck"));
            assertThat(counts.getTransferDeadLetterMessageCount()).isOne();
            assertThat(counts.getTransferMessageCount()).isZero();
            assertThat(counts.getTotalMessageCount()).isOne();
            var kept = take(deadLetters, 1).getFirst();
            assertThat(kept.getBody().toString()).isEqualTo("waits");
            assertThat(kept.getDeadLetterReason()).isEqualTo("ForwardingFailed");
            assertThat(kept.getDeadLetterErrorDescription())
                    .contains("'" + BUS.name("closed") + "' is currently disabled");
            BUS.holdsNothing("stuck");
        }
    }

    @Test
    @OwnBroker("starts it again")
    void findsTransferDeadLettersAgainAfterARestart(@TempDir Path folder) {
        var options = EmulatorOptions.DEFAULT.withConfig(ENTITIES).withData(folder);
        try (var before = Emulator.start(options)) {
            var administration = new Clients(before).administration();
            administration.updateQueue(administration.getQueue("closed").setStatus(EntityStatus.DISABLED));
            try (var sender = new Clients(before).toQueue("stuck")) {
                sender.sendMessage(message("waits"));
            }
        }

        try (var after = Emulator.start(options);
                var deadLetters = fromTransferDeadLetters(new Clients(after), "stuck")) {
            assertThat(next(deadLetters).getDeadLetterReason()).isEqualTo("ForwardingFailed");
        }
    }
}
