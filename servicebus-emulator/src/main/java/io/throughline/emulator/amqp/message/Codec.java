package io.throughline.emulator.amqp.message;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.WritableBuffer;
import org.jspecify.annotations.Nullable;

/** Single values to bytes and back, by proton's codec. */
final class Codec {

    private static final ThreadLocal<Codec> OF_THIS_THREAD = ThreadLocal.withInitial(Codec::new);

    private final DecoderImpl decoder = new DecoderImpl();
    private final EncoderImpl encoder = new EncoderImpl(decoder);
    private byte[] scratch = new byte[1024];

    private Codec() {
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }

    /** The values, one after the other. */
    static byte[] encode(@Nullable Object... values) {
        return OF_THIS_THREAD.get().bytes(values);
    }

    static Optional<Object> decode(Slice slice) {
        var decoder = OF_THIS_THREAD.get().decoder;
        decoder.setByteBuffer(ByteBuffer.wrap(slice.bytes(), slice.from(), slice.length()));
        try {
            return Optional.ofNullable(decoder.readObject());
        } catch (IllegalArgumentException | ClassCastException | BufferUnderflowException e) {
            throw Walk.malformed();
        }
    }

    private byte[] bytes(@Nullable Object... values) {
        while (true) {
            var buffer = ByteBuffer.wrap(scratch);
            encoder.setByteBuffer(new WritableBuffer.ByteBufferWrapper(buffer));
            try {
                for (var value : values) {
                    encoder.writeObject(value);
                }
                return new Slice(scratch, 0, buffer.position()).copy();
            } catch (BufferOverflowException e) {
                scratch = new byte[scratch.length * 2];
            }
        }
    }
}
