package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.throughline.emulator.core.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocksAndLivesIT {

    static final Duration LOCK = Duration.ofSeconds(5);

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "locks", "Queues": [
              {"Name": "impatient", "Properties": {"LockDuration": "PT5S", "MaxDeliveryCount": 2}},
              {"Name": "renewed", "Properties": {"LockDuration": "PT5S", "MaxDeliveryCount": 1}},
              {"Name": "forgetful", "Properties": {"DefaultMessageTimeToLive": "PT5S",
                "DeadLetteringOnMessageExpiration": true}},
              {"Name": "dropped", "Properties": {"MaxDeliveryCount": 2000}}]}]}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(
            EmulatorOptions.DEFAULT.withClock(new MovedClock()).withConfig(ENTITIES));

    final Clients clients = new Clients(BUS);

    @Test
    void deliversAgainWhatWasNotSettledInTimeAndGivesUpInTheEnd() {
        try (var sender = clients.toQueue("impatient");
                var receiver = clients.fromQueue("impatient");
                var deadLetters = clients.fromDeadLetters("impatient")) {
            sender.sendMessage(message("slow"));

            var first = next(receiver);
            BUS.pass(LOCK);
            var second = next(receiver);
            assertThat(first.getDeliveryCount()).isZero();
            assertThat(second.getDeliveryCount()).isOne();
            assertThat(second.getSequenceNumber()).isEqualTo(first.getSequenceNumber());
            assertThatThrownBy(() -> receiver.complete(first))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            lost -> assertThat(lost.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));

            BUS.pass(LOCK);
            var dead = take(deadLetters, 1).getFirst();
            assertThat(dead.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
            assertThat(dead.getDeadLetterErrorDescription())
                    .isEqualTo("Message could not be consumed after 2 delivery attempts.");
            assertThat(dead.getDeliveryCount()).isEqualTo(2);
        }
    }

    @Test
    void keepsALockThatIsRenewed() {
        try (var sender = clients.toQueue("renewed");
                var receiver = clients.fromQueue("renewed")) {
            sender.sendMessage(message("held"));
            var held = next(receiver);
            var before = held.getLockedUntil();

            BUS.pass(LOCK.minusSeconds(2));
            assertThat(receiver.renewMessageLock(held)).isAfter(before);
            BUS.pass(LOCK.minusSeconds(2));

            receiver.complete(held);
            BUS.holdsNothing("renewed");
        }
    }

    @Test
    void neverReturnsWhatWasCompleted() {
        try (var sender = clients.toQueue("impatient");
                var receiver = clients.fromQueue("impatient")) {
            sender.sendMessage(message("done"));
            receiver.complete(next(receiver));

            BUS.pass(LOCK.multipliedBy(2));
            sender.sendMessage(message("next"));

            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("next");
            BUS.holdsNothing("impatient");
        }
    }

    @Test
    void buriesWhatNobodyTookInTime() {
        try (var sender = clients.toQueue("forgetful");
                var deadLetters = clients.fromDeadLetters("forgetful")) {
            sender.sendMessage(message("stale"));
            BUS.pass(Duration.ofSeconds(5));

            var dead = take(deadLetters, 1).getFirst();

            assertThat(dead.getDeadLetterReason()).isEqualTo("TTLExpiredException");
            assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("The message expired and was dead lettered.");
        }
    }

    @Test
    @OwnBroker("drops connections")
    void settlesByManagementWhatWasReceivedOverALinkThatIsGone() {
        try (var sender = clients.toQueue("dropped");
                var receiver = clients.fromQueue("dropped")) {
            sender.sendMessage(message("held"));
            var held = next(receiver);
            BUS.own().dropConnections();

            await().atMost(Clients.PATIENCE).ignoreExceptions().until(() -> {
                receiver.complete(held);
                return true;
            });

            BUS.holdsNothing("dropped");
        }
    }
}
