package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that was started, so that it can be stopped however far the start has come. */
public final class Shutdown implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * Remembers a part that has just been started.
     *
     * @throws StackException when the stack is being stopped: the part is closed then
     */
    public synchronized <T extends AutoCloseable> T added(T part) {
        if (closed) {
            close(part);
            throw new StackException("Stopped while starting");
        }
        parts.push(part);
        return part;
    }

    /** Stops every part, last started first; once. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            // The others must be stopped all the same.
            LOG.warn("{} does not stop", part, failed);
        }
    }
}
