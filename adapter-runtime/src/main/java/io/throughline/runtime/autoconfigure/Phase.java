package io.throughline.runtime.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * A part that starts after those of lower phases and stops before them: from the inside out, so that what is received
 * can always be acted on, and what was acted on can always be reported.
 */
abstract class Phase implements SmartLifecycle {

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

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
