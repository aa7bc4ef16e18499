package io.throughline.emulator.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Reads what a {@link RecordWriter} wrote. */
final class RecordReader {

    private final ByteBuffer buffer;

    RecordReader(byte[] bytes) {
        this.buffer = ByteBuffer.wrap(bytes);
    }

    boolean done() {
        return !buffer.hasRemaining();
    }

    int octet() {
        return buffer.get();
    }

    long number() {
        return buffer.getLong();
    }

    int smallNumber() {
        return Math.toIntExact(number());
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Instant time() {
        return Instant.ofEpochSecond(number(), number());
    }

    Duration duration() {
        return Duration.ofSeconds(number(), number());
    }

    byte[] bytes() {
        var bytes = new byte[smallNumber()];
        buffer.get(bytes);
        return bytes;
    }
}
