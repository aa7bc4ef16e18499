package io.throughline.emulator.journal;

import io.throughline.emulator.amqp.message.AmqpMessage;
import io.throughline.emulator.core.Change;
import io.throughline.emulator.core.Namespace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;

/** Messages of the wire, and what entities say of themselves. */
final class Sample {

    private Sample() {}

    static AmqpMessage message(String id) {
        return AmqpMessage.of(encoded(plain(id)));
    }

    static AmqpMessage ofSession(String id, String session) {
        var message = plain(id);
        message.setGroupId(session);
        return AmqpMessage.of(encoded(message));
    }

    static AmqpMessage living(String id, Duration life) {
        var message = plain(id);
        message.setTtl(life.toMillis());
        return AmqpMessage.of(encoded(message));
    }

    static AmqpMessage scheduled(String id, Instant due) {
        var message = plain(id);
        message.setMessageAnnotations(
                new MessageAnnotations(Map.of(Symbol.valueOf("x-opt-scheduled-enqueue-time"), Date.from(due))));
        return AmqpMessage.of(encoded(message));
    }

    private static Message plain(String id) {
        var message = Message.Factory.create();
        message.setMessageId(id);
        message.setApplicationProperties(
                new ApplicationProperties(Map.of("color", id.length() % 2 == 0 ? "red" : "blue")));
        message.setBody(new Data(new Binary(("body of " + id).getBytes(StandardCharsets.UTF_8))));
        return message;
    }

    private static byte[] encoded(Message message) {
        var buffer = new byte[1024];
        return Arrays.copyOf(buffer, message.encode(buffer, 0, buffer.length));
    }

    static byte[] record(Change... changes) {
        var out = new RecordWriter();
        for (var change : changes) {
            ChangeCodec.write(out, change);
        }
        var taken = out.take();
        var record = new byte[taken.remaining()];
        taken.get(record);
        return record;
    }

    /** All that outlives a restart, each change with its bytes. */
    static List<String> describe(Namespace namespace) {
        var changes = Stream.<Change>builder();
        namespace.describe(changes::add);
        return changes.build()
                .map(change -> change.getClass().getSimpleName() + " " + change.place() + " "
                        + HexFormat.of().formatHex(record(change)))
                .collect(Collectors.toList());
    }
}
