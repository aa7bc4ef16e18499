package io.throughline.runtime.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread per instance that carries out what was written down: at a signal at once, otherwise at every sweep, so
 * that a decision that another instance received, or one that a crash interrupted, is found as well.
 */
public final class CommandLoop {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLoop.class);

    private final List<Step> steps;
    private final Duration sweep;
    private final Semaphore signals = new Semaphore(0);
    private @Nullable Thread thread;

    public CommandLoop(List<Step> steps, Duration sweep) {
        this.steps = List.copyOf(steps);
        this.sweep = sweep;
    }

    /** Something was written down. */
    public void signal() {
        signals.release();
    }

    public void start() {
        thread = Thread.ofPlatform().daemon().name("commands").start(this::run);
    }

    /** Returns once the step that runs has ended. */
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            boolean more = steps.stream().map(this::ran).reduce(false, Boolean::logicalOr);
            try {
                if (!more) {
                    boolean _ = signals.tryAcquire(sweep.toMillis(), TimeUnit.MILLISECONDS);
                }
                signals.drainPermits();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One that fails keeps the others from nothing; it is tried again at the next sweep. */
    private boolean ran(Step step) {
        try {
            return step.run();
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("commands.step-failed");
            return false;
        }
    }
}
