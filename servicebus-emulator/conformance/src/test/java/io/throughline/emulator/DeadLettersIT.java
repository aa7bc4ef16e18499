package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.throughline.emulator.core.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLettersIT {

    static final Duration LIFE = Duration.ofSeconds(5);

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "graves", "Queues": [
              {"Name": "thrice", "Properties": {"MaxDeliveryCount": 3}},
              {"Name": "brief", "Properties": {"DefaultMessageTimeToLive": "PT5S",
                "DeadLetteringOnMessageExpiration": true, "MaxDeliveryCount": 1}},
              {"Name": "vanishing", "Properties": {"DefaultMessageTimeToLive": "PT5S"}},
              {"Name": "again"}]}]}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(
            EmulatorOptions.DEFAULT.withClock(new MovedClock()).withConfig(ENTITIES));

    final Clients clients = new Clients(BUS);

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
            BUS.holdsNothing("thrice");
        }
    }

    @Test
    void keepsDeadLettersForEverHoweverOftenTheyAreAbandoned() {
        try (var sender = clients.toQueue("brief");
                var deadLetters = clients.fromDeadLetters("brief")) {
            sender.sendMessage(order());
            BUS.pass(LIFE);
            for (var before = 0; before < 4; before++) {
                deadLetters.abandon(next(deadLetters));
            }
            BUS.pass(LIFE.multipliedBy(2));

            var dead = next(deadLetters);

            isStillTheOrder(dead);
            assertThat(dead.getDeadLetterReason()).isEqualTo("TTLExpiredException");
            deadLetters.complete(dead);
            BUS.holdsNothing("brief");
        }
    }

    @Test
    void isNotForWhatExpiresWhereNobodyAskedForIt() {
        try (var sender = clients.toQueue("vanishing");
                var receiver = clients.fromQueue("vanishing")) {
            sender.sendMessage(order());
            assertThat(BUS.counts("vanishing").active()).isOne();

            BUS.pass(LIFE);
            // Whatever comes next makes the broker look at its clock.
            sender.sendMessage(message("after"));

            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("after");
            BUS.holdsNothing("vanishing");
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
            BUS.holdsNothing("again");
        }
    }
}
