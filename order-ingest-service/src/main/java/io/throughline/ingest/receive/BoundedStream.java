package io.throughline.ingest.receive;

import io.throughline.ingest.receive.Refusal.Cause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body as it comes over the wire: so many bytes, within so much time. The server bounds each single wait. */
final class BoundedStream extends FilterInputStream {

    private final long start = System.nanoTime();
    private final Duration time;
    private final long most;
    private long read;

    BoundedStream(InputStream wire, Duration time, long most) {
        super(wire);
        this.time = time;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int more = in.read(buffer, offset, length);
        if (System.nanoTime() - start > time.toNanos()) {
            throw tooSlow(time);
        }
        read += Math.max(0, more);
        if (read > most) {
            throw tooLarge(most);
        }
        return more;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static Refusal tooSlow(Duration time) {
        return new Refusal(Cause.TOO_SLOW, "Send the whole body within " + time.toMillis() + " ms.");
    }

    static Refusal tooLarge(long most) {
        return new Refusal(
                Cause.TOO_LARGE, "Send at most " + most + " bytes, or raise throughline.ingest.request.max-body.");
    }
}
