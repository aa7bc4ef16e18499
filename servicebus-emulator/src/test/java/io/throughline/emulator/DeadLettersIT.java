package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLettersIT {

    static final MovedClock CLOCK = new MovedClock();

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "graves", "Queues": [
              {"Name": "thrice", "Properties": {"MaxDeliveryCount": 3}},
              {"Name": "brief", "Properties": {"DefaultMessageTimeToLive": "PT1M",
                "DeadLetteringOnMessageExpiration": true, "MaxDeliveryCount": 1}},
              {"Name": "vanishing", "Properties": {"DefaultMessageTimeToLive": "PT1M"}},
              {"Name": "again"}]}]}}
            """;

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.with(EmulatorOptions.DEFAULT.withClock(CLOCK).withConfig(ENTITIES));

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);

    private static ServiceBusMessage order() {
        var order = message("order").setSubject("order.placed.v1").setCorrelationId("webhook");
        order.getApplicationProperties().put("orderseq", 7L);
        return order;
    }

    private static void isStillTheOrder(ServiceBusReceivedMessage received) {
        assertThat(received.getBody().toString()).isEqualTo("order");
        assertThat(received.getMessageId()).isEqualTo("order");
        assertThat(received.getSubject()).isEqualTo("order.placed.v1");
        assertThat(received.getCorrelationId()).isEqualTo("webhook");
        assertThat(received.getApplicationProperties()).containsEntry("orderseq", 7L);
    }

    @Test
    void getsAMessageAsItWasAfterItsLastDeliveryInVain() {
        try (var sender = clients.toQueue("thrice");
                var receiver = clients.fromQueue("thrice");
                var deadLetters = clients.fromDeadLetters("thrice")) {
            sender.sendMessage(order());
            for (var before = 0; before < 3; before++) {
                var received = next(receiver);
                assertThat(received.getDeliveryCount()).isEqualTo(before);
                receiver.abandon(received);
            }

            var dead = take(deadLetters, 1).getFirst();

            isStillTheOrder(dead);
            assertThat(dead.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
            assertThat(dead.getDeadLetterErrorDescription())
                    .isEqualTo("Message could not be consumed after 3 delivery attempts.");
            assertThat(emulator.entity("thrice")).isEqualTo(new EntityState("thrice").empty());
        }
    }

    @Test
    void keepsDeadLettersForEverHoweverOftenTheyAreAbandoned() {
        try (var sender = clients.toQueue("brief");
                var deadLetters = clients.fromDeadLetters("brief")) {
            sender.sendMessage(order());
            CLOCK.advance(Duration.ofMinutes(1));
            for (var before = 0; before < 4; before++) {
                deadLetters.abandon(next(deadLetters));
            }
            CLOCK.advance(Duration.ofHours(2));

            var dead = next(deadLetters);

            isStillTheOrder(dead);
            assertThat(dead.getDeadLetterReason()).isEqualTo("TTLExpiredException");
            deadLetters.complete(dead);
            assertThat(emulator.entity("brief")).isEqualTo(new EntityState("brief").empty());
        }
    }

    @Test
    void isNotForWhatExpiresWhereNobodyAskedForIt() {
        try (var sender = clients.toQueue("vanishing")) {
            sender.sendMessage(order());
            assertThat(emulator.entity("vanishing").active()).isOne();

            CLOCK.advance(Duration.ofMinutes(1));
            // Whatever comes next makes the broker look at its clock.
            sender.sendMessage(order());

            assertThat(emulator.entity("vanishing")).isEqualTo(new EntityCounts("vanishing", 1, 0, 0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void canBeDrainedAndResubmitted() {
        try (var sender = clients.toQueue("again");
                var receiver = clients.fromQueue("again");
                var deadLetters = clients.fromDeadLetters("again")) {
            sender.sendMessage(order());
            receiver.deadLetter(next(receiver));
            var dead = next(deadLetters);

            sender.sendMessage(new ServiceBusMessage(dead));
            deadLetters.complete(dead);

            var anew = take(receiver, 1).getFirst();
            isStillTheOrder(anew);
            assertThat(anew.getDeliveryCount()).isZero();
            assertThat(anew.getDeadLetterReason()).isNull();
            assertThat(anew.getSequenceNumber()).isGreaterThan(dead.getSequenceNumber());
            assertThat(emulator.entity("again")).isEqualTo(new EntityState("again").empty());
        }
    }
}
