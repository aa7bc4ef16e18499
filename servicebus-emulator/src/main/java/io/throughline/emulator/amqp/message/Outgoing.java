package io.throughline.emulator.amqp.message;

import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.StoredMessage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;

/** A message as a receiver gets it: as it came, but for the header and what the broker annotates. */
public final class Outgoing {

    private static final byte[] MESSAGE_ANNOTATIONS = {0, 0x53, Sections.MESSAGE_ANNOTATIONS};
    private static final Symbol SEQUENCE = Symbol.valueOf("x-opt-sequence-number");
    private static final Symbol ENQUEUED_SEQUENCE = Symbol.valueOf("x-opt-enqueue-sequence-number");
    private static final Symbol ENQUEUED = Symbol.valueOf("x-opt-enqueued-time");
    private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
    private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");

    /** Room for the header and the annotations, which are about half of it. */
    private static final int OWN_BYTES = 384;

    private static final long MOST_MILLIS = 0xffff_ffffL;

    private Outgoing() {}

    public static byte[] encode(StoredMessage stored) {
        var message = (AmqpMessage) stored.message();
        var out = new ByteArrayOutputStream(message.length() + OWN_BYTES);
        out.writeBytes(Codec.encode(header(stored, message)));
        out.writeBytes(MESSAGE_ANNOTATIONS);
        out.writeBytes(RawMap.patch(message.annotations(), annotations(stored), Set.of(Passages.HOPS)));
        message.writeRest(out);
        return out.toByteArray();
    }

    /** The SDK fails on a message without a header. */
    private static Header header(StoredMessage stored, AmqpMessage message) {
        var header = new Header(message.header());
        header.setDeliveryCount(UnsignedInteger.valueOf(stored.deliveryCount()));
        if (stored.expiresAt().isBefore(Instant.MAX)) {
            var life = Duration.between(stored.enqueuedAt(), stored.expiresAt());
            header.setTtl(UnsignedInteger.valueOf(Math.min(MOST_MILLIS, millis(life))));
        }
        return header;
    }

    private static long millis(Duration life) {
        return life.compareTo(QueueSettings.UNLIMITED) < 0 ? life.toMillis() : MOST_MILLIS;
    }

    private static Map<Symbol, Object> annotations(StoredMessage stored) {
        var annotations = new LinkedHashMap<Symbol, Object>();
        annotations.put(SEQUENCE, stored.sequence());
        annotations.put(ENQUEUED_SEQUENCE, stored.enqueuedSequence());
        annotations.put(ENQUEUED, Date.from(stored.enqueuedAt()));
        annotations.put(STATE, stored.state().code());
        stored.lockedUntil().ifPresent(until -> annotations.put(LOCKED_UNTIL, Date.from(until)));
        return annotations;
    }
}
