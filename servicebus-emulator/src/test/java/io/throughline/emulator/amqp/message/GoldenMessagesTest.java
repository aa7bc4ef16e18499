package io.throughline.emulator.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.Hex;
import io.throughline.emulator.core.Consumer;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.SqlFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages byte by byte, against what AMQP 1.0 (part 1, types; part 3, messaging) and Service Bus say, written by hand:
 * what the codec gets wrong in both directions, no test with a client shows.
 */
class GoldenMessagesTest {

    /** 0x019b00000000 milliseconds after 1970. */
    static final Instant NOW = Instant.ofEpochMilli(0x019b_0000_0000L);

    static final String HEADER = """
        00 53 70 c0 0b 05                   | header: a list of 11 bytes, its count of 5 among them
        41                                  | durable: true
        50 04                               | priority: 4
        70 00 00 ea 60                      | ttl: 60,000 ms
        42                                  | first-acquirer: false
        43                                  | delivery-count: 0
        """;

    static final String ANNOTATIONS = """
        a3 13 'x-opt-partition-key' a1 02 'p1'
        a3 1c 'x-opt-scheduled-enqueue-time' 83 00 00 00 00 00 00 00 01     | long ago: 1 ms after 1970
        """;

    static final String PROPERTIES = """
        00 53 73 c0 50 0d                   | properties: a list of 80 bytes, 13 fields
        a1 03 'm-1'                         | message-id
        a0 02 01 02                         | user-id
        a1 02 'to'                          | to
        a1 06 'placed'                      | subject
        a1 05 'reply'                       | reply-to
        a1 03 'c-1'                         | correlation-id
        a3 0a 'text/plain'                  | content-type
        a3 04 'gzip'                        | content-encoding
        83 00 00 01 9b 00 00 00 00          | absolute-expiry-time
        83 00 00 01 9a 00 00 00 00          | creation-time
        a1 02 's1'                          | group-id
        52 07                               | group-sequence: 7
        a1 02 's2'                          | reply-to-group-id
        """;

    /** Every type that a property may have, in each of its lengths. 392 bytes. */
    static final String VALUES = """
        a1 04 'null'   40
        a1 04 'true'   41                           | true in the type's own code
        a1 05 'false'  42
        a1 04 'bool'   56 01                        | true in a byte
        a1 05 'ubyte'  50 ff                        | 255
        a1 06 'ushort' 60 ff ff                     | 65,535
        a1 04 'uint'   70 ff ff ff ff               | 2^32-1
        a1 05 'uint8'  52 07                        | 7 in a byte
        a1 05 'uint0'  43                           | 0 in none
        a1 05 'ulong'  80 ff ff ff ff ff ff ff ff   | 2^64-1
        a1 04 'byte'   51 80                        | -128
        a1 05 'short'  61 80 00                     | -2^15
        a1 03 'int'    71 80 00 00 00               | -2^31
        a1 04 'int8'   54 ff                        | -1 in a byte
        a1 04 'long'   81 80 00 00 00 00 00 00 00   | -2^63
        a1 05 'long8'  55 fe                        | -2 in a byte
        a1 05 'float'  72 3f c0 00 00               | 1.5
        a1 06 'double' 82 3f f8 00 00 00 00 00 00   | 1.5
        a1 04 'char'   73 00 00 00 e4               | U+00E4
        a1 04 'time'   83 00 00 00 00 00 00 03 e8   | 1,000 ms after 1970
        a1 04 'uuid'   98 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
        a1 03 'bin'    a0 02 00 ff
        a1 03 'str'    a1 02 'ab'
        a1 05 'str32'  b1 00 00 00 02 'ab'          | the same with a length of four bytes
        a1 03 'sym'    a3 02 'ab'
        a1 06 'offset' 00 a3 1d 'com.microsoft:datetime-offset' 81 00 00 00 00 00 00 00 01
        a1 04 'span'   00 a3 16 'com.microsoft:timespan' 81 00 00 00 00 00 00 00 02
        a1 03 'uri'    00 a3 11 'com.microsoft:uri' a1 03 'a:b'
        """;

    static final String APPLICATION_PROPERTIES = """
        00 53 74 d1 00 00 01 8c 00 00 00 38         | application-properties: a map of 396 bytes, 56 keys and values
        """ + VALUES;

    static final String BODY = """
        00 53 75 a0 05 'hello'                      | data
        00 53 78 c1 01 00                           | footer: an empty map
        """;

    static final String SENT = HEADER + """
        00 53 71 c1 01 00                           | delivery-annotations: an empty map
        00 53 72 c1 41 04                           | message-annotations: a map of 65 bytes, 4 keys and values
        """ + ANNOTATIONS + PROPERTIES + APPLICATION_PROPERTIES + BODY;

    /** What the broker adds to the 64 bytes of annotations above: 140 bytes. */
    static final String DELIVERED_ANNOTATIONS = """
        00 53 72 d1 00 00 00 d0 00 00 00 0e         | message-annotations: a map of 208 bytes, 14 keys and values
        """ + ANNOTATIONS + """
        a3 15 'x-opt-sequence-number' 55 01
        a3 1d 'x-opt-enqueue-sequence-number' 55 01
        a3 13 'x-opt-enqueued-time' 83 00 00 01 9b 00 00 00 00
        a3 13 'x-opt-message-state' 54 00
        a3 12 'x-opt-locked-until' 83 00 00 01 9b 00 00 ea 60     | a minute later
        """;

    final Namespace namespace = new Namespace(new Timers(Clock.fixed(NOW, ZoneOffset.UTC)), Limits.DEFAULT);

    /** Takes one message and holds it. */
    private static final class Holder implements Consumer {

        private final List<StoredMessage> held = new ArrayList<>();

        @Override
        public boolean ready() {
            return held.isEmpty();
        }

        @Override
        public boolean locks() {
            return true;
        }

        @Override
        public void take(StoredMessage message) {
            held.add(message);
        }
    }

    private StoredMessage deliver(List<Message> messages) {
        namespace.add(new QueueDefinition("work", QueueSettings.DEFAULT));
        namespace.destination("work").submit(messages);
        return next();
    }

    private StoredMessage next() {
        var holder = new Holder();
        namespace.source("work").store().add(holder);
        namespace.source("work").store().remove(holder);
        return holder.held.getFirst();
    }

    private static void same(byte[] actual, String expected) {
        assertThat(Hex.text(actual)).isEqualTo(Hex.text(Hex.bytes(expected)));
    }

    @Test
    void readsOfASendWhatItActsUpon() {
        var message = AmqpMessage.of(Hex.bytes(SENT));

        assertThat(message.messageId()).contains("m-1");
        assertThat(message.sessionId()).contains("s1");
        assertThat(message.timeToLive()).contains(Duration.ofMinutes(1));
        assertThat(message.scheduledFor()).contains(Instant.ofEpochMilli(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true = TRUE",
                "bool = TRUE",
                "false = FALSE",
                "ubyte = 255",
                "ushort = 65535",
                "uint = 4294967295",
                "uint8 = 7",
                "uint0 = 0",
                "ulong = 18446744073709551615",
                "byte = -128",
                "short = -32768",
                "int = -2147483648",
                "int8 = -1",
                "long = -9223372036854775808",
                "long8 = -2",
                "float = 1.5",
                "double = 1.5",
                "uuid = '00112233-4455-6677-8899-aabbccddeeff'",
                "str = 'ab'",
                "str32 = 'ab'",
                "EXISTS(char) AND EXISTS(time) AND EXISTS(bin) AND EXISTS(sym)",
                "EXISTS(offset) AND EXISTS(span) AND EXISTS(uri)",
                "NOT EXISTS([null]) AND NOT EXISTS(other)",
                "sys.MessageId = 'm-1' AND sys.CorrelationId = 'c-1' AND sys.ContentType = 'text/plain'",
                "sys.Label = 'placed' AND sys.To = 'to' AND sys.ReplyTo = 'reply'",
                "sys.SessionId = 's1' AND sys.ReplyToSessionId = 's2'"
            })
    void showsToFiltersTheValueOfEveryType(String condition) {
        var sql = condition.replaceFirst("^(true|false) ", "[$1] ");

        assertThat(SqlFilter.parse(sql).matches(AmqpMessage.of(Hex.bytes(SENT)).subject()))
                .isTrue();
    }

    @Test
    void handsOnEveryByteButTheHeaderAndTheAnnotationsThatAreItsOwn() {
        var stored = deliver(AmqpMessage.ofTransfer(Hex.bytes(SENT), 0));

        same(Outgoing.encode(stored), HEADER + DELIVERED_ANNOTATIONS + PROPERTIES + APPLICATION_PROPERTIES + BODY);
    }

    @Test
    void writesAHeaderAndAnnotationsForAMessageThatCameWithoutAny() {
        var bare = """
            00 53 73 c0 06 01 a1 03 'm-1'   | properties: a list of 6 bytes, 1 field
            00 53 77 a1 02 'ab'             | amqp-value
            """;

        var stored = deliver(AmqpMessage.ofTransfer(Hex.bytes(bare), 0));

        same(Outgoing.encode(stored), """
            00 53 70 c0 06 05               | header: a list of 6 bytes, 5 fields
            40 40 40 40 43                  | durable, priority, ttl and first-acquirer not said; delivery-count: 0
            00 53 72 d1 00 00 00 90 00 00 00 0a     | message-annotations: 144 bytes, 10 keys and values
            a3 15 'x-opt-sequence-number' 55 01
            a3 1d 'x-opt-enqueue-sequence-number' 55 01
            a3 13 'x-opt-enqueued-time' 83 00 00 01 9b 00 00 00 00
            a3 13 'x-opt-message-state' 54 00
            a3 12 'x-opt-locked-until' 83 00 00 01 9b 00 00 ea 60
            """ + bare);
    }

    @Test
    void addsToTheBytesOfPropertiesWhatAReceiverChanges() {
        var stored = deliver(AmqpMessage.ofTransfer(Hex.bytes(SENT), 0));
        var changes = Changes.of(Map.of("why", "no"));

        namespace.source("work").store().settle(stored.lockToken().orElseThrow(), new Settlement.Abandon(changes));

        var again = Hex.text(Outgoing.encode(next()));
        assertThat(again).contains(Hex.text(Hex.bytes("""
            00 53 74 d1 00 00 01 95 00 00 00 3a     | 405 bytes, 58 keys and values
            """ + VALUES + """
            a1 03 'why' a1 02 'no'
            """ + BODY)));
        assertThat(again).startsWith(Hex.text(Hex.bytes("""
            00 53 70 c0 0c 05 41 50 04 70 00 00 ea 60 42 52 01     | delivery-count: 1
            """)));
    }

    @Test
    void takesEachDataSectionOfABatchForAMessage() {
        var batch = """
            00 53 72 c1 17 02 a3 13 'x-opt-partition-key' 40    | annotations of the first: 23 bytes
            00 53 73 c0 05 01 a1 02 'm1'                        | properties of the first
            00 53 75 a0 10                                      | data: 16 bytes, a message of its own
            00 53 73 c0 05 01 a1 02 'm1'
            00 53 75 a0 01 'x'
            00 53 75 b0 00 00 00 0f                             | data: 15 bytes, with a length of four
            00 53 73 c0 05 01 a1 02 'm2'
            00 53 77 a1 00                                      | amqp-value: an empty string
            00 80 00 00 00 00 00 00 00 75 a0 10                 | data: its descriptor in eight bytes
            00 53 73 c0 05 01 a1 02 'm3'
            00 53 75 a0 01 'z'
            """;

        var messages = AmqpMessage.ofTransfer(Hex.bytes(batch), 0x80013700);

        assertThat(messages)
                .extracting(message -> message.messageId().orElseThrow())
                .containsExactly("m1", "m2", "m3");
        same(((AmqpMessage) messages.get(1)).bytes(), "00 53 73 c0 05 01 a1 02 'm2' 00 53 77 a1 00");
        same(((AmqpMessage) messages.get(2)).bytes(), "00 53 73 c0 05 01 a1 02 'm3' 00 53 75 a0 01 'z'");
    }

    @Test
    void givesAnIdToWhatHasNoneAndChangesNothingElse() {
        var message = (AmqpMessage)
                AmqpMessage.ofTransfer(Hex.bytes("00 53 75 a0 01 'x'"), 0).getFirst();

        assertThat(Hex.text(message.bytes()))
                .startsWith(Hex.text(Hex.bytes("00 53 73 d0 00 00 00 26 00 00 00 01 a1 20")))
                .endsWith(Hex.text(Hex.bytes("00 53 75 a0 01 'x'")));
        assertThat(message.messageId().orElseThrow()).matches("[0-9a-f]{32}");
    }
}
