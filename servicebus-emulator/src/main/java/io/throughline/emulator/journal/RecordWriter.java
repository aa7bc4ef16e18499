package io.throughline.emulator.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Values, one after the other, to bytes in memory. */
final class RecordWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream data = new DataOutputStream(bytes);

    RecordWriter octet(int value) {
        bytes.write(value);
        return this;
    }

    RecordWriter number(long value) {
        try {
            data.writeLong(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes no bytes", e);
        }
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
        bytes.writeBytes(value);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] take() {
        var taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
