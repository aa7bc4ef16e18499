package io.throughline.emulator.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.rules.Changes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AmqpMessageTest {

    private static byte[] encoded() {
        var annotations = new LinkedHashMap<Symbol, Object>();
        annotations.put(Symbol.valueOf("x-opt-partition-key"), "key");
        var properties = new Properties();
        properties.setMessageId(UnsignedLong.valueOf(7));
        properties.setGroupId("session");
        var application = new LinkedHashMap<String, Object>();
        application.put("kept", 1);
        application.put("changed", "before");
        return Codec.encode(
                new MessageAnnotations(annotations),
                properties,
                new ApplicationProperties(application),
                new Data(new Binary(new byte[] {1, 2, 3})),
                new Footer(Map.of("check", "sum")));
    }

    private static byte[] rest(AmqpMessage message) {
        var out = new ByteArrayOutputStream();
        message.writeRest(out);
        return out.toByteArray();
    }

    @Test
    void readsWhatTheBrokerActsOn() {
        var message = AmqpMessage.of(encoded());

        assertThat(message.messageId()).contains("7");
        assertThat(message.sessionId()).contains("session");
        assertThat(message.timeToLive()).isEmpty();
        assertThat(message.subject().property("KEPT")).contains(1);
    }

    @Test
    void changesOnlyWhatIsToDiffer() {
        var changed = (AmqpMessage) AmqpMessage.of(encoded()).with(Changes.of(Map.of("changed", "after", "new", true)));

        assertThat(changed.subject().property("kept")).contains(1);
        assertThat(changed.subject().property("changed")).contains("after");
        assertThat(changed.subject().property("new")).contains(true);
        var body = Codec.encode(new Data(new Binary(new byte[] {1, 2, 3})), new Footer(Map.of("check", "sum")));
        assertThat(rest(changed)).endsWith(body);
        assertThat(changed.annotations().copy())
                .isEqualTo(AmqpMessage.of(encoded()).annotations().copy());
    }

    @Test
    void takesNoSendersWordForTheWayItCame() {
        var annotations = new LinkedHashMap<Symbol, Object>();
        annotations.put(Symbol.valueOf(Passages.HOPS), Integer.MIN_VALUE);
        annotations.put(Symbol.valueOf("x-opt-enqueue-sequence-number"), 7L);
        annotations.put(Symbol.valueOf("x-opt-deadletter-source"), 7);
        annotations.put(Symbol.valueOf("x-opt-partition-key"), "key");
        var bytes = Codec.encode(new MessageAnnotations(annotations), new Data(new Binary(new byte[] {1})));

        var message = (AmqpMessage) AmqpMessage.ofSender(bytes);

        assertThat(message.passage()).isEmpty();
        assertThat(Codec.decode(message.annotations()))
                .get(InstanceOfAssertFactories.MAP)
                .containsEntry(Symbol.valueOf("x-opt-partition-key"), "key")
                .doesNotContainKey(Symbol.valueOf(Passages.HOPS));
    }

    @Test
    void findsEveryMessageOfABatch() {
        var one = Codec.encode(new Data(new Binary(new byte[] {1})));
        var two = Codec.encode(new Data(new Binary(new byte[300])));
        var batch = Codec.encode(new Data(new Binary(one)), new Data(new Binary(two)));

        assertThat(AmqpMessage.ofTransfer(batch, 0x80013700)).hasSize(2);
        assertThat(AmqpMessage.ofTransfer(batch, 0)).hasSize(1);
    }

    @Test
    void refusesWhatIsCutOffOrGarbledAndNothingElseHappens() {
        var whole = encoded();
        var random = new Random(11);
        for (var length = 1; length < whole.length; length++) {
            parses(Arrays.copyOf(whole, length));
        }
        for (var i = 0; i < 20_000; i++) {
            var garbled = whole.clone();
            garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
            garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
            parses(garbled);
        }

        assertThatThrownBy(() -> AmqpMessage.of(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(Refusal.class);
    }

    /** Anything but a message or a refusal escapes and fails the test. */
    private static boolean parses(byte[] bytes) {
        try {
            var message = AmqpMessage.of(bytes);
            message.subject();
            message.with(Changes.of(Map.of("a", 1)));
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
