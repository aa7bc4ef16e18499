package io.throughline.runtime.receive;

import io.throughline.runtime.store.Backlog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops receiving while more is due than can be worked off in reasonable time. */
public final class Bound {

    private static final Logger LOG = LoggerFactory.getLogger(Bound.class);

    private final Backlog backlog;
    private final BooleanSupplier callsGoOut;
    private final int maxDue;
    private final Duration recheck;
    private final AtomicBoolean grew = new AtomicBoolean();

    /** @param callsGoOut while they do not, deliveries wait in the database however many there are */
    public Bound(Backlog backlog, BooleanSupplier callsGoOut, int maxDue, Duration recheck) {
        this.backlog = backlog;
        this.callsGoOut = callsGoOut;
        this.maxDue = maxDue;
        this.recheck = recheck;
    }

    /** More was written down than could be started. */
    void grew() {
        grew.set(true);
    }

    /** Returns once there is room. While it waits nothing is settled, so the broker sends no more. */
    void awaitRoom() {
        while (grew.getAndSet(false) && callsGoOut.getAsBoolean() && backlog.isFull(maxDue)) {
            grew.set(true);
            LOG.atWarn().addKeyValue("throughline.max_due", maxDue).log("receiver.inbox-full");
            try {
                Thread.sleep(recheck);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while waiting for room", stopping);
            }
        }
    }
}
