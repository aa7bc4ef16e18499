package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Pause;
import io.throughline.runtime.store.PauseScope.Kind;
import io.throughline.runtime.store.Pauses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is paused, as this instance last saw it; looks again at a steady beat. */
public final class PauseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);

    /** Looks after a change at which what waited is woken: an attempt may be put off by what was seen before it. */
    private static final int WAKING_LOOKS = 3;

    private final Pauses pauses;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pauses").factory());
    private final AtomicReference<@Nullable Runnable> unwritten = new AtomicReference<>();
    private volatile List<Pause> inForce = List.of();
    private volatile boolean lockedOut;
    private volatile Runnable listener = () -> {};
    private int wakingLooks = WAKING_LOOKS;

    public PauseWatch(Pauses pauses, Duration interval) {
        this.pauses = pauses;
        this.interval = interval;
    }

    /** Called after each change. */
    void onChange(Runnable changed) {
        listener = changed;
    }

    /** Returns once it is known what is paused: no call is made before. */
    public void start() {
        look();
        var _ = timer.scheduleWithFixedDelay(
                this::lookOrLog, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        timer.shutdownNow();
    }

    /** How many pauses are in force. */
    public int count() {
        return inForce.size();
    }

    /** Whether no call goes out at all, but for a look now and then whether we have access again. */
    public boolean pausesAll() {
        return lockedOut || isPausedBySomebody();
    }

    /** Whether somebody paused the whole integration. */
    boolean isPausedBySomebody() {
        return inForce.stream().anyMatch(pause -> pause.scope().kind() == Kind.INTEGRATION && !pause.isForAccess());
    }

    /** Whether the downstream system refused our access. */
    boolean isLockedOut() {
        return lockedOut;
    }

    /** Whether somebody paused calls for this delivery. */
    boolean covers(LeasedDelivery delivery) {
        return inForce.stream()
                .anyMatch(pause -> !pause.isForAccess() && pause.scope().covers(delivery));
    }

    /** The downstream system refuses our access. Holds here at once, for others as soon as it is written down. */
    void lockOut(String code) {
        lockedOut = true;
        write(() -> pauses.lockedOut(code));
    }

    /** The downstream system let us in again. */
    void letIn() {
        lockedOut = false;
        write(pauses::letIn);
    }

    private void write(Runnable change) {
        unwritten.set(change);
        timer.execute(this::lookOrLog);
    }

    private void lookOrLog() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("pauses.failed");
        }
    }

    private synchronized void look() {
        Runnable change = unwritten.get();
        if (change != null) {
            change.run();
            unwritten.compareAndSet(change, null);
        }
        List<Pause> seen = pauses.inForce();
        boolean changed = !seen.equals(inForce);
        if (changed) {
            tell(seen);
            inForce = seen;
            lockedOut = unwritten.get() == null ? seen.stream().anyMatch(Pause::isForAccess) : lockedOut;
            wakingLooks = WAKING_LOOKS;
        }
        if (wakingLooks > 0) {
            wakingLooks--;
            changed |= pauses.wake() > 0;
        }
        if (changed) {
            listener.run();
        }
    }

    private void tell(List<Pause> seen) {
        seen.stream().filter(pause -> !inForce.contains(pause)).forEach(pause -> line(pause, "integration.paused"));
        inForce.stream().filter(pause -> !seen.contains(pause)).forEach(pause -> line(pause, "integration.resumed"));
    }

    private static void line(Pause pause, String message) {
        LOG.atWarn()
                .addKeyValue("throughline.pause_kind", pause.scope().kind())
                .addKeyValue("throughline.pause_name", pause.scope().name())
                .addKeyValue("throughline.actor", pause.actor())
                .log(message);
    }
}
