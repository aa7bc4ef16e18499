package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.DeferOptions;
import io.throughline.emulator.core.EntityCounts;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link that gave a message is gone: its receiver settles by {@code $management}. */
@OwnBroker("drops connections")
class SettlementWithoutLinkIT {

    static final String ENTITIES =
            "{\"UserConfig\":{\"Namespaces\":[{\"Name\":\"without-link\",\"Queues\":[{\"Name\":\"work\"}]}]}}";

    final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.withConfig(ENTITIES));
    final Clients clients = new Clients(emulator);

    @AfterEach
    void closes() {
        emulator.close();
    }

    private void settles(BiConsumer<ServiceBusReceiverClient, ServiceBusReceivedMessage> settlement) {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work")) {
            sender.sendMessage(message("held"));
            var held = next(receiver);
            emulator.dropConnections();
            await().atMost(Clients.PATIENCE).ignoreExceptions().until(() -> {
                settlement.accept(receiver, held);
                return true;
            });
        }
    }

    @Test
    void completes() {
        settles(ServiceBusReceiverClient::complete);

        assertThat(emulator.entity("work")).isEqualTo(new EntityState("work").empty());
    }

    @Test
    void abandonsWithChanges() {
        settles((receiver, held) ->
                receiver.abandon(held, new AbandonOptions().setPropertiesToModify(Map.of("why", "busy"))));

        try (var receiver = clients.fromQueue("work")) {
            var again = take(receiver, 1).getFirst();
            assertThat(again.getDeliveryCount()).isOne();
            assertThat(again.getApplicationProperties()).containsEntry("why", "busy");
        }
    }

    @Test
    void defersWithChanges() {
        settles((receiver, held) ->
                receiver.defer(held, new DeferOptions().setPropertiesToModify(Map.of("why", "early"))));

        assertThat(emulator.entity("work")).isEqualTo(new EntityCounts("work", 0, 0, 0, 1, 0, 0, 0, 0));
        try (var receiver = clients.fromQueue("work")) {
            var deferred = receiver.peekMessage();
            assertThat(deferred.getApplicationProperties()).containsEntry("why", "early");
            receiver.complete(receiver.receiveDeferredMessage(deferred.getSequenceNumber()));
        }
        assertThat(emulator.entity("work")).isEqualTo(new EntityState("work").empty());
    }

    @Test
    void deadLettersWithItsReason() {
        settles((receiver, held) -> receiver.deadLetter(
                held,
                new DeadLetterOptions()
                        .setDeadLetterReason("unreadable")
                        .setDeadLetterErrorDescription("not JSON")
                        .setPropertiesToModify(Map.of("by", "us"))));

        try (var deadLetters = clients.fromDeadLetters("work")) {
            var dead = take(deadLetters, 1).getFirst();
            assertThat(dead.getDeadLetterReason()).isEqualTo("unreadable");
            assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("not JSON");
            assertThat(dead.getApplicationProperties()).containsEntry("by", "us");
        }
    }
}
