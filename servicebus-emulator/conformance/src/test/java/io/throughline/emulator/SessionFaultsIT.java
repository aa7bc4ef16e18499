package io.throughline.emulator;

import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.SessionClients.body;
import static io.throughline.emulator.SessionClients.condition;
import static io.throughline.emulator.SessionClients.send;
import static io.throughline.emulator.SessionClients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.emulator.faults.PlantedFault;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OwnBroker("plants faults")
class SessionFaultsIT {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "expired", "Properties": {"RequiresSession": true}},
              {"Name": "silent", "Properties": {"RequiresSession": true}},
              {"Name": "detached", "Properties": {"RequiresSession": true}},
              {"Name": "dropped", "Properties": {"RequiresSession": true}}]}],
              "Logging": {"Type": "File"}}}
            """;
    static final String LOST = "com.microsoft:session-lock-lost";
    static final Duration LIMIT = Duration.ofSeconds(40);

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig(CONFIG);

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);
    final SessionClients sessions = new SessionClients(clients);

    @AfterEach
    void allIsWellAgain() {
        emulator.faults().endAll();
    }

    private PlantedFault plant(Fault fault) {
        return emulator.faults().plant(fault);
    }

    @Test
    void endsTheLockOfOneSessionNow() {
        try (var sender = clients.toQueue("expired");
                var receivers = sessions.ofQueue("expired");
                var a = receivers.acceptSession("a");
                var b = receivers.acceptSession("b")) {
            send(sender, "a 1", "b 1");
            var lost = next(a);
            var kept = next(b);

            assertThat(plant(Fault.of(FaultKind.EXPIRE_SESSION, "expired").in("a"))
                            .hits())
                    .isOne();

            b.complete(kept);
            assertThatThrownBy(() -> a.complete(lost))
                    .satisfies(refused -> assertThat(condition(refused)).isEqualTo(LOST));
            try (var again = receivers.acceptNextSession()) {
                assertThat(next(again).getDeliveryCount()).isOne();
            }
        }
    }

    @Test
    void countsAMessageWhoseOwnLockEndsAndLeavesTheSession() {
        try (var sender = clients.toQueue("expired");
                var receivers = sessions.ofQueue("expired");
                var receiver = receivers.acceptSession("c")) {
            send(sender, "c 1");
            var first = next(receiver);

            plant(Fault.of(FaultKind.EXPIRE_LOCKS, "expired"));

            var second = next(receiver);
            assertThat(second.getSequenceNumber()).isEqualTo(first.getSequenceNumber());
            assertThat(second.getDeliveryCount()).isOne();
            receiver.complete(second);
        }
    }

    @Test
    void aSilentReceiverLearnsThatItLostItsSessionOnceTheSilenceEnds() {
        try (var sender = clients.toQueue("silent");
                var receivers = sessions.ofQueue("silent");
                var silent = receivers.acceptSession("a")) {
            send(sender, "a 1");
            var silence = plant(Fault.of(FaultKind.SILENCE, "silent").lasting(Duration.ofMinutes(5)));
            assertThat(silent.receiveMessages(1, Duration.ofSeconds(1))).isEmpty();
            assertThat(emulator.faults().active())
                    .singleElement()
                    .satisfies(planted -> assertThat(planted.remaining()).isZero());

            assertThat(plant(Fault.of(FaultKind.EXPIRE_SESSION, "silent")).hits())
                    .isOne();
            try (var other = receivers.acceptNextSession()) {
                assertThat(take(other, 1)).containsExactly("a 1");
            }
            emulator.faults().end(silence.id());

            assertThatThrownBy(silent::renewSessionLock)
                    .satisfies(refused -> assertThat(condition(refused)).isEqualTo(LOST));
        }
    }

    @Test
    void detachesReceiversThatHoldASessionOrWaitForOne() {
        var failure = new AtomicReference<Throwable>();
        try (var sender = clients.toQueue("detached");
                var receivers = sessions.ofQueue("detached");
                var holder = receivers.acceptSession("a")) {
            Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
                    .start(receivers::acceptNextSession);
            await().atMost(LIMIT).until(() -> {
                plant(Fault.of(FaultKind.DETACH, "detached"));
                return failure.get() != null;
            });
            assertThat(failure.get())
                    .satisfies(thrown -> assertThat(condition(thrown)).isEqualTo("amqp:link:detach-forced"));

            send(sender, "a 1");
            try (var again = receivers.acceptNextSession()) {
                assertThat(again.getSessionId()).isEqualTo(holder.getSessionId());
                assertThat(take(again, 1)).containsExactly("a 1");
            }
        }
    }

    @Test
    void freesASessionWhoseConnectionIsLost() {
        try (var sender = clients.toQueue("dropped");
                var receivers = sessions.ofQueue("dropped");
                var others = sessions.ofQueue("dropped");
                var holder = receivers.acceptSession("a")) {
            send(sender, "a 1");
            assertThat(body(next(holder))).isEqualTo("a 1");

            emulator.dropConnections();

            try (var other = others.acceptSession("a")) {
                var message = next(other);
                assertThat(message.getDeliveryCount()).isZero();
                other.complete(message);
            }
        }
    }
}
