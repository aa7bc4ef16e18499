package io.throughline.emulator.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Values, one after the other, to bytes in memory. */
final class RecordWriter {

    private ByteBuffer bytes = ByteBuffer.allocate(1024);

    private ByteBuffer roomFor(int more) {
        if (bytes.remaining() < more) {
            var needed = Math.addExact(bytes.position(), more);
            bytes = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity())).put(bytes.flip());
        }
        return bytes;
    }

    RecordWriter octet(int value) {
        roomFor(1).put((byte) value);
        return this;
    }

    RecordWriter number(long value) {
        roomFor(Long.BYTES).putLong(value);
        return this;
    }

    RecordWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    RecordWriter time(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    RecordWriter duration(Duration value) {
        return number(value.getSeconds()).number(value.getNano());
    }

    RecordWriter bytes(byte[] value) {
        number(value.length);
        roomFor(value.length).put(value);
        return this;
    }

    int size() {
        return bytes.position();
    }

    /** All of it, and begins anew: what is given stays as it is only until the next value comes. */
    ByteBuffer take() {
        var taken = bytes.duplicate().flip();
        bytes.clear();
        return taken;
    }
}
