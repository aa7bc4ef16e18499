package io.throughline.runtime.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A part that starts after those of lower phases and stops before them: from the inside out, so that what is received
 * can always be acted on, and what was acted on can always be reported. What does not stop within {@code
 * spring.lifecycle.timeout-per-shutdown-phase} is left behind, so that a service that is asked to end does end.
 */
abstract class Phase implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Phase.class);

    static final int TABLES = 0;
    static final int REPORT = 10;
    static final int ACT = 20;
    static final int RECEIVE = 30;

    private final int phase;
    private volatile boolean running;

    Phase(int phase) {
        this.phase = phase;
    }

    abstract void begin();

    abstract void end();

    @Override
    public final void start() {
        begin();
        running = true;
    }

    @Override
    public final void stop() {
        end();
        running = false;
    }

    /** In a thread of its own, because Spring's limit is for those who answer later: it waits for a caller for ever. */
    @Override
    public final void stop(Runnable ended) {
        Thread.ofPlatform().daemon().name("stop-" + phase).start(() -> {
            try {
                stop();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("phase.stop-failed");
            } finally {
                ended.run();
            }
        });
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
