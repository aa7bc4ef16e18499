package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who says nothing for too long is dead; who has nothing to say says so in time. */
@OwnBroker("has a shorter idle timeout")
@Timeout(60)
class IdleIT {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(EmulatorOptions.DEFAULT
            .withConfig(NamespaceConfig.EMPTY.withQueue("idle", QueueSettings.DEFAULT))
            .withLimits(Limits.DEFAULT.withIdleTimeout(Duration.ofSeconds(4))));

    final Emulator emulator = EMULATOR.emulator();

    @Test
    void closesASilentPeerAndKeepsAClientThatIsIdleForLonger() throws IOException {
        try (var relay = Relay.to(emulator);
                var sender = new Clients(emulator)
                        .builder()
                        .connectionString(relay.connectionString())
                        .sender()
                        .queueName("idle")
                        .buildClient()) {
            sender.sendMessage(message("before"));

            try (var silent = RawClient.open(emulator.amqpPort())) {
                assertThat(Hex.text(silent.rest()))
                        .contains(Hex.text(Hex.bytes("'amqp:resource-limit-exceeded'")))
                        .contains(Hex.text(Hex.bytes("'local-idle-timeout expired'")));
            }

            sender.sendMessage(message("after"));
            assertThat(relay.connections()).isOne();
            assertThat(relay.frames("00 53 18")).as("close frames").isEmpty();
            assertThat(emulator.entity("idle").active()).isEqualTo(2);
        }
    }

    @Test
    void closesTheSocketOfWhoeverNeverSaysAnything() throws IOException {
        try (var mute = RawClient.connect(emulator.amqpPort())) {
            mute.rest();
        }
    }

    @Test
    void tellsHalfOfItsOwnTimeoutAndHeedsThatOfTheOtherSide() throws IOException {
        try (var patient = Emulator.start(EmulatorOptions.DEFAULT);
                var client = RawClient.connect(patient.amqpPort())) {
            client.write(Hex.bytes(RawClient.SASL));
            client.init();
            client.write(Hex.bytes(RawClient.AMQP));
            client.send("""
                    00 53 10 c0 16 05 a1 01 'c' a1 09 '127.0.0.1' | open: container-id, hostname
                    40 40 70 00 00 03 e8                          | idle-time-out: one second
                    """);
            client.protocol();
            client.frame(); // sasl-mechanisms
            client.frame(); // sasl-outcome
            client.protocol();
            assertThat(Hex.text(client.next())).as("120,000 ms").contains("70 00 01 d4 c0");

            for (var empty = 0; empty < 3; empty++) {
                assertThat(client.frame()).isEmpty();
            }
        }
    }

    @Test
    void hasATimeoutWithinBounds() {
        assertThat(Limits.DEFAULT.idleTimeout()).isEqualTo(Duration.ofMinutes(4));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.DEFAULT.withIdleTimeout(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.DEFAULT.withIdleTimeout(Duration.ofDays(2)));
    }
}
