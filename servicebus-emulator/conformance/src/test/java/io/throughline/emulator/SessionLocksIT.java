package io.throughline.emulator;

import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.SessionClients.body;
import static io.throughline.emulator.SessionClients.condition;
import static io.throughline.emulator.SessionClients.send;
import static io.throughline.emulator.SessionClients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionLocksIT {

    static final Duration LOCK = Duration.ofSeconds(5);

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "renewed", "Properties": {"RequiresSession": true, "LockDuration": "PT5S"}},
              {"Name": "expiring", "Properties": {"RequiresSession": true, "LockDuration": "PT5S"}}]}],
              "Logging": {"Type": "File"}}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(
            EmulatorOptions.DEFAULT.withClock(new MovedClock()).withConfig(CONFIG));

    final Clients clients = new Clients(BUS);
    final SessionClients sessions = new SessionClients(clients);

    @Test
    void keepsASessionThatIsRenewed() {
        try (var sender = clients.toQueue("renewed");
                var receivers = sessions.ofQueue("renewed");
                var receiver = receivers.acceptSession("a")) {
            send(sender, "a 1");
            var held = next(receiver);
            var before = held.getLockedUntil();

            BUS.pass(LOCK.minusSeconds(2));
            assertThat(receiver.renewSessionLock()).isAfter(before);
            BUS.pass(LOCK.minusSeconds(2));

            receiver.complete(held);
            assertThat(BUS.counts("renewed").active()).isZero();
        }
    }

    @Test
    void takesASessionAwayWhenItsLockEndsAndCountsItsMessages() {
        try (var sender = clients.toQueue("expiring");
                var receivers = sessions.ofQueue("expiring")) {
            send(sender, "a 1", "a 2");
            try (var slow = receivers.acceptSession("a")) {
                var held = next(slow);
                BUS.pass(LOCK);

                // This first: with its answer the client has also heard that its link is closed.
                loses(slow::renewSessionLock);
                loses(() -> slow.complete(held));
                loses(slow::getSessionState);
            }
            try (var again = receivers.acceptNextSession()) {
                var message = next(again);
                assertThat(body(message)).isEqualTo("a 1");
                assertThat(message.getDeliveryCount()).isOne();
                again.complete(message);
                assertThat(take(again, 1)).containsExactly("a 2");
            }
        }
    }

    private static void loses(Runnable call) {
        assertThatThrownBy(call::run)
                .satisfies(lost -> assertThat(condition(lost)).isEqualTo("com.microsoft:session-lock-lost"));
    }
}
