package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.administration.models.EntityStatus;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.SubQueue;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.junit.EmulatorExtension;
import java.nio.file.Path;
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
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(EmulatorOptions.DEFAULT.withConfig(ENTITIES));

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);

    private ServiceBusReceiverClient fromTransferDeadLetters(Clients of, String queue) {
        return of.builder()
                .receiver()
                .queueName(queue)
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

            assertThat(dead.getDeadLetterSource()).isEqualTo("work");
            assertThat(dead.getDeadLetterReason()).isEqualTo("unreadable");
            assertThat(emulator.entity("work")).isEqualTo(new EntityState("work").empty());
        }
    }

    @Test
    void keepsWhatItCannotPassOnAmongTheTransferDeadLettersAndCountsIt() {
        var administration = clients.administration();
        administration.updateQueue(administration.getQueue("closed").setStatus(EntityStatus.DISABLED));
        try (var sender = clients.toQueue("stuck");
                var deadLetters = fromTransferDeadLetters(clients, "stuck")) {
            sender.sendMessage(message("waits"));

            assertThat(emulator.entity("stuck")).isEqualTo(new EntityCounts("stuck", 0, 0, 0, 0, 0, 1, 0, 0));
            var counts = administration.getQueueRuntimeProperties("stuck");
            assertThat(counts.getTransferDeadLetterMessageCount()).isOne();
            assertThat(counts.getTransferMessageCount()).isZero();
            assertThat(counts.getTotalMessageCount()).isOne();
            var kept = take(deadLetters, 1).getFirst();
            assertThat(kept.getBody().toString()).isEqualTo("waits");
            assertThat(kept.getDeadLetterReason()).isEqualTo("ForwardingFailed");
            assertThat(kept.getDeadLetterErrorDescription()).contains("'closed' is currently disabled");
            assertThat(emulator.entity("stuck")).isEqualTo(new EntityState("stuck").empty());
        }
    }

    @Test
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
