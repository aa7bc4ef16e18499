package io.throughline.runtime.receive;

import io.throughline.runtime.store.Backlog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops receiving while more is due than can be worked off in reasonable time. */
public final class Bound {

    private static final Logger LOG = LoggerFactory.getLogger(Bound.class);

    private final Backlog backlog;
    private final int maxDue;
    private final Duration recheck;
    private final AtomicBoolean grew = new AtomicBoolean();

    public Bound(Backlog backlog, int maxDue, Duration recheck) {
        this.backlog = backlog;
        this.maxDue = maxDue;
        this.recheck = recheck;
    }

    /** More was written down than could be started. */
    void grew() {
        grew.set(true);
    }

    /** Returns once there is room. While it waits nothing is settled, so the broker sends no more. */
    void awaitRoom() {
        while (grew.getAndSet(false) && backlog.isFull(maxDue)) {
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
