package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java SDK opens no such links any more; others do, for transactions across entities. */
@OwnBroker("writes the frames by hand")
class SendViaIT {

    /** The key is that of the token in {@link GoldenFramesIT}, which covers what is below {@code work}. */
    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(EmulatorOptions.DEFAULT
            .withKey("name", "c2VjcmV0")
            .withConfig(NamespaceConfig.EMPTY
                    .withQueue("work", QueueSettings.DEFAULT)
                    .withQueue("work/last", QueueSettings.DEFAULT)
                    .withQueue("elsewhere", QueueSettings.DEFAULT)));

    /** @param destination of nine characters */
    private static void attach(RawClient client, String destination) throws IOException {
        client.send("""
            00 53 12 c0 5b 0e                       | attach: 91 bytes, 14 fields
            a1 01 's' 52 02 42                      | name, handle 2, role: sender
            50 00 50 00                             | snd-settle-mode: unsettled, rcv-settle-mode: first
            00 53 28 45                             | source
            00 53 29 c0 07 01 a1 04 'work'          | target
            40 40 43                                | unsettled, incomplete-unsettled, initial-delivery-count: 0
            40 40 40                                | max-message-size, capabilities
            c1 38 02                                | properties: 56 bytes, a key and a value
            a3 2a 'com.microsoft:transfer-destination-address' a1 09 '%s'
            """.formatted(destination));
    }

    @Test
    void goesToTheDestinationAtOnce() throws IOException {
        try (var client = RawClient.open(EMULATOR.emulator().amqpPort())) {
            GoldenFramesIT.authorize(client);

            attach(client, "work/last");
            client.next(); // attach
            client.next(); // flow
            client.send("00 53 14 c0 0a 05 52 02 52 01 a0 01 02 43 42    | transfer" + GoldenFramesIT.MESSAGE);

            assertThat(Hex.text(client.next()))
                    .isEqualTo(Hex.text(Hex.bytes("00 53 15 c0 0b 05 41 52 01 52 01 41 00 53 24 45    | accepted")));
        }
        assertThat(EMULATOR.emulator().entity("work/last").active()).isOne();
        assertThat(EMULATOR.emulator().entity("work").active()).isZero();
    }

    @Test
    void isRefusedWithoutATokenForTheDestination() throws IOException {
        try (var client = RawClient.open(EMULATOR.emulator().amqpPort())) {
            GoldenFramesIT.authorize(client);

            attach(client, "elsewhere");
            client.next(); // attach, without ends

            assertThat(Hex.text(client.next()))
                    .startsWith("00 53 16")
                    .contains(Hex.text(Hex.bytes("'amqp:unauthorized-access'")));
        }
    }
}
