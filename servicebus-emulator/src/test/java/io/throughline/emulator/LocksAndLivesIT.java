package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocksAndLivesIT {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig("emulator-config.json");

    final Clients clients = new Clients(EMULATOR.emulator());

    @Test
    void deliversAgainWhatWasNotSettledInTimeAndGivesUpInTheEnd() {
        try (var sender = clients.toQueue("impatient");
                var receiver = clients.fromQueue("impatient");
                var deadLetters = clients.fromDeadLetters("impatient")) {
            sender.sendMessage(message("slow"));

            var first = next(receiver);
            var second = next(receiver);
            assertThat(first.getDeliveryCount()).isZero();
            assertThat(second.getDeliveryCount()).isOne();
            assertThat(second.getSequenceNumber()).isEqualTo(first.getSequenceNumber());
            assertThatThrownBy(() -> receiver.complete(first))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            lost -> assertThat(lost.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));

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

            await().atMost(Clients.PATIENCE)
                    .pollInterval(Duration.ofMillis(400))
                    .until(() -> receiver.renewMessageLock(held).isAfter(before.plusSeconds(1)));

            receiver.complete(held);
            assertThat(EMULATOR.emulator().entity("renewed")).isEqualTo(new EntityState("renewed").empty());
        }
    }

    @Test
    void buriesWhatNobodyTookInTime() {
        try (var sender = clients.toQueue("forgetful");
                var deadLetters = clients.fromDeadLetters("forgetful")) {
            sender.sendMessage(message("stale"));

            var dead = take(deadLetters, 1).getFirst();

            assertThat(dead.getDeadLetterReason()).isEqualTo("TTLExpiredException");
            assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("The message expired and was dead lettered.");
        }
    }

    @Test
    void settlesByManagementWhatWasReceivedOverALinkThatIsGone() {
        try (var sender = clients.toQueue("dropped");
                var receiver = clients.fromQueue("dropped")) {
            sender.sendMessage(message("held"));
            var held = next(receiver);
            EMULATOR.emulator().dropConnections();

            await().atMost(Clients.PATIENCE).ignoreExceptions().until(() -> {
                receiver.complete(held);
                return true;
            });

            assertThat(EMULATOR.emulator().entity("dropped")).isEqualTo(new EntityState("dropped").empty());
        }
    }
}
