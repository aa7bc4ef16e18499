package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.junit.EmulatorExtension;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames byte by byte, against what AMQP 1.0 says (part 2, transport; part 5, security), written by hand. */
@OwnBroker("compares bytes that are a choice")
class GoldenFramesIT {

    /** Its key, and for the token below: the HMAC of {@code amqp%3A%2F%2Fh%2Fwork} and the time, made by hand. */
    static final EmulatorOptions OPTIONS = EmulatorOptions.DEFAULT
            .withKey("name", "c2VjcmV0")
            .withClock(Clock.fixed(Instant.ofEpochMilli(0x019b_0000_0000L), ZoneOffset.UTC))
            .withConfig(NamespaceConfig.EMPTY.withQueue("work", QueueSettings.DEFAULT));

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(OPTIONS);

    static final String MESSAGE = "00 53 73 c0 05 01 a1 02 'm1' 00 53 75 a0 05 'hello'";

    private static void same(byte[] actual, String expected) {
        assertThat(Hex.text(actual)).isEqualTo(Hex.text(Hex.bytes(expected)));
    }

    /** As {@link #same}, but for delivery tags, which are new each time. */
    private static void sameButForTags(byte[] actual, String expected) {
        assertThat(Hex.text(actual).replaceAll("a0 10( ..){16}", "a0 10 tag"))
                .isEqualTo(Hex.text(Hex.bytes(expected)).replaceAll("a0 10( 00){16}", "a0 10 tag"));
    }

    @Test
    void opensAConnectionAndASession() throws IOException {
        try (var client = RawClient.connect(EMULATOR.emulator().amqpPort())) {
            client.write(Hex.bytes(RawClient.SASL));
            same(client.protocol(), RawClient.SASL);
            same(client.frame(), """
                00 53 40 c0 26 01                   | sasl-mechanisms: a list of 38 bytes, 1 field
                e0 23 04 a3                         | an array of 35 bytes, 4 symbols
                07 'MSSBCBS' 05 'PLAIN' 09 'ANONYMOUS' 08 'EXTERNAL'
                """);
            client.init();
            same(client.frame(), "00 53 44 c0 03 01 50 00    | sasl-outcome: ok");
            client.write(Hex.bytes(RawClient.AMQP));
            same(client.protocol(), RawClient.AMQP);
            client.send(RawClient.OPEN);
            same(client.next(), """
                00 53 10 c0 24 05                   | open: 36 bytes, 5 fields
                a1 13 'servicebus-emulator'         | container-id
                40                                  | hostname: not said
                70 00 01 00 00                      | max-frame-size: 65,536
                60 03 e7                            | channel-max: 999
                70 00 01 d4 c0                      | idle-time-out: 120,000 ms, half of what it bears
                """);
            client.send(RawClient.BEGIN);
            same(client.next(), """
                00 53 11 c0 15 05                   | begin: 21 bytes, 5 fields
                60 00 00                            | remote-channel: 0
                52 01                               | next-outgoing-id: 1
                70 7f ff ff ff 70 7f ff ff ff       | incoming-window, outgoing-window: 2^31-1
                70 00 00 ff ff                      | handle-max: 65,535
                """);
        }
    }

    @Test
    void takesATokenAndAMessageGivesItAndHearsThatItIsDone() throws IOException {
        try (var client = RawClient.open(EMULATOR.emulator().amqpPort())) {
            authorize(client);
            publish(client);
            consume(client);
        }
        assertThat(EMULATOR.emulator().entity("work").active()).isZero();
        assertThat(EMULATOR.emulator().entity("work").locked()).isZero();
    }

    /** Leaves the connection with two links, of handles 0 and 1. */
    static void authorize(RawClient client) throws IOException {
        client.send("""
            00 53 12 c0 1e 0a                       | attach: 30 bytes, 10 fields
            a1 02 'cs' 43 42                        | name, handle 0, role: sender
            50 01 50 00                             | snd-settle-mode: settled, rcv-settle-mode: first
            00 53 28 45                             | source
            00 53 29 c0 07 01 a1 04 '$cbs'          | target
            40 40 43                                | unsettled, incomplete-unsettled, initial-delivery-count: 0
            """);
        same(client.next(), """
            00 53 12 c0 27 0b                       | attach: 39 bytes, 11 fields
            a1 02 'cs' 43 41 50 01 50 00            | the same link from the other end: role: receiver
            00 53 28 45
            00 53 29 c0 07 01 a1 04 '$cbs'
            40 42 40                                | unsettled, incomplete-unsettled: false, initial-delivery-count
            80 00 00 00 00 00 04 00 00              | max-message-size: 262,144
            """);
        same(client.next(), """
            00 53 13 c0 15 07                       | flow: 21 bytes, 7 fields
            43 70 7f ff ff ff 52 01 70 7f ff ff ff  | the session's numbers and windows
            43 43 70 00 00 03 e8                    | handle 0, delivery-count: 0, link-credit: 1,000
            """);
        client.send("""
            00 53 12 c0 21 07                       | attach: 33 bytes, 7 fields
            a1 02 'cr' 52 01 41                     | name, handle 1, role: receiver
            50 01 50 00                             | snd-settle-mode: settled, rcv-settle-mode: first
            00 53 28 c0 07 01 a1 04 '$cbs'          | source
            00 53 29 c0 04 01 a1 01 'r'             | target
            """);
        same(client.next(), """
            00 53 12 c0 24 0a                       | attach: 36 bytes, 10 fields
            a1 02 'cr' 52 01 42 50 01 50 00         | role: sender
            00 53 28 c0 07 01 a1 04 '$cbs'
            00 53 29 c0 04 01 a1 01 'r'
            40 42 43                                | initial-delivery-count: 0
            """);
        client.send("""
            00 53 13 c0 0c 07                       | flow: 12 bytes, 7 fields
            43 52 64 43 52 64                       | the session's numbers and windows
            52 01 43 52 01                          | handle 1, delivery-count: 0, link-credit: 1
            """);
        client.send("""
            00 53 14 c0 08 05                       | transfer: 8 bytes, 5 fields
            43 43 a0 01 01 43 41                    | handle 0, delivery-id 0, delivery-tag, message-format 0, settled
            00 53 73 c0 09 05                       | properties: 9 bytes, 5 fields
            53 01 40 40 40 a1 01 'r'                | message-id: the ulong 1; reply-to
            00 53 74 c1 53 06                       | application-properties: 83 bytes, 6 keys and values
            a1 09 'operation' a1 09 'put-token'
            a1 04 'type' a1 1f 'servicebus.windows.net:sastoken'
            a1 04 'name' a1 0d 'amqp://h/work'
            00 53 77 a1 80 'SharedAccessSignature sr=amqp%3A%2F%2Fh%2Fwork' | amqp-value: 128 bytes
            '&sig=7n%2BKF%2BwvD64IbBo1wIKlA%2FvQkzafUwKvZ%2F6bdeliIrU%3D'
            '&se=4102444800&skn=name'
            """);
        var answer = Hex.text(client.next());
        assertThat(answer).startsWith(Hex.text(Hex.bytes("""
            00 53 14 c0 2c 05 52 01 43 a0 24        | transfer: 44 bytes, 5 fields: handle 1, delivery-id 0, tag
            """)));
        assertThat(answer).contains(Hex.text(Hex.bytes("""
            43 41                                   | message-format 0, settled
            00 53 73 d0 00 00 00 0b 00 00 00 06     | properties: 11 bytes, 6 fields
            40 40 40 40 40 53 01                    | correlation-id: the ulong 1
            00 53 74 c1 5f 08                       | application-properties: 95 bytes, 8 keys and values
            """)));
        for (var name : List.of("a1 0b 'status-code'", "a1 0a 'statusCode'")) {
            assertThat(answer).contains(Hex.text(Hex.bytes(name + " 71 00 00 00 ca    | the int 202")));
        }
        assertThat(answer).endsWith(Hex.text(Hex.bytes("00 53 77 c1 01 00     | amqp-value: an empty map")));
    }

    private static void publish(RawClient client) throws IOException {
        client.send("""
            00 53 12 c0 1e 0a                       | attach: 30 bytes, 10 fields
            a1 01 's' 52 02 42                      | name, handle 2, role: sender
            50 00 50 00                             | snd-settle-mode: unsettled, rcv-settle-mode: first
            00 53 28 45                             | source
            00 53 29 c0 07 01 a1 04 'work'          | target
            40 40 43                                | unsettled, incomplete-unsettled, initial-delivery-count: 0
            """);
        same(client.next(), """
            00 53 12 c0 57 0e                       | attach: 87 bytes, 14 fields
            a1 01 's' 52 02 41 50 00 50 00
            00 53 28 45
            00 53 29 c0 07 01 a1 04 'work'
            40 42 40
            80 00 00 00 00 00 04 00 00              | max-message-size: 262,144
            40 40                                   | capabilities
            c1 2c 02                                | properties: 44 bytes, a key and a value
            a3 24 'com.microsoft:max-message-batch-size' 70 00 04 00 00
            """);
        same(client.next(), """
            00 53 13 c0 17 07                       | flow: 23 bytes, 7 fields
            52 01 70 7f ff ff ff 52 02 70 7f ff ff ff       | next-incoming-id and next-outgoing-id moved on
            52 02 43 70 00 00 03 e8                 | handle 2, delivery-count: 0, link-credit: 1,000
            """);
        client.send("""
            00 53 14 c0 0a 05                       | transfer: 10 bytes, 5 fields
            52 02 52 01 a0 01 02 43 42              | handle 2, delivery-id 1, delivery-tag, message-format 0, unsettled
            """ + MESSAGE);
        same(client.next(), """
            00 53 15 c0 0b 05                       | disposition: 11 bytes, 5 fields
            41 52 01 52 01 41                       | role: receiver; from 1 to 1; settled
            00 53 24 45                             | state: accepted
            """);
    }

    private static void consume(RawClient client) throws IOException {
        client.send("""
            00 53 12 c0 1b 07                       | attach: 27 bytes, 7 fields
            a1 01 'q' 52 03 41                      | name, handle 3, role: receiver
            50 00 50 01                             | snd-settle-mode: unsettled, rcv-settle-mode: second
            00 53 28 c0 07 01 a1 04 'work'          | source
            00 53 29 45                             | target
            """);
        same(client.next(), """
            00 53 12 c0 1e 0a                       | attach: 30 bytes, 10 fields
            a1 01 'q' 52 03 42 50 00 50 01
            00 53 28 c0 07 01 a1 04 'work'
            00 53 29 45
            40 42 43
            """);
        client.send("""
            00 53 13 c0 0c 07                       | flow: 12 bytes, 7 fields
            43 52 64 43 52 64                       | the session's numbers and windows
            52 03 43 52 01                          | handle 3, delivery-count: 0, link-credit: 1
            """);
        sameButForTags(client.next(), """
            00 53 14 c0 19 05                       | transfer: 25 bytes, 5 fields
            52 03 52 01                             | handle 3, delivery-id 1
            a0 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   | delivery-tag: the lock's token, 16 bytes
            43 42                                   | message-format 0, not settled
            00 53 70 c0 06 05 40 40 40 40 43        | header: delivery-count: 0
            00 53 72 d1 00 00 00 90 00 00 00 0a     | message-annotations: 144 bytes, 10 keys and values
            a3 15 'x-opt-sequence-number' 55 01
            a3 1d 'x-opt-enqueue-sequence-number' 55 01
            a3 13 'x-opt-enqueued-time' 83 00 00 01 9b 00 00 00 00
            a3 13 'x-opt-message-state' 54 00
            a3 12 'x-opt-locked-until' 83 00 00 01 9b 00 00 ea 60
            """ + MESSAGE);
        client.send("""
            00 53 15 c0 0a 05                       | disposition: 10 bytes, 5 fields
            41 52 01 40 42                          | role: receiver; first 1, last not said; settled: false
            00 53 24 45                             | state: accepted
            """);
        same(client.next(), """
            00 53 15 c0 0b 05                       | disposition: 11 bytes, 5 fields
            42 52 01 52 01 41                       | role: sender; from 1 to 1; settled
            00 53 24 45                             | state: the one that was asked for
            """);
    }
}
