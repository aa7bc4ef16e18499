package io.throughline.emulator.amqp.message;

import java.util.Optional;

/** A single value in the encoding of the wire. */
public final class AmqpValue {

    private AmqpValue() {}

    public static byte[] encode(Object value) {
        return Codec.encode(value);
    }

    public static Optional<Object> decode(byte[] bytes) {
        return Codec.decode(Slice.of(bytes));
    }
}
