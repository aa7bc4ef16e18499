package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.CallMembers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many calls this instance may make at once, of those that the downstream system admits from all instances. An
 * instance that joins waits until the others have seen it; one that died is forgotten after a few beats.
 */
public final class CallShare {

    private static final Logger LOG = LoggerFactory.getLogger(CallShare.class);
    private static final int BEATS_UNTIL_FORGOTTEN = 5;

    private final CallMembers members;
    private final int admitted;
    private final Duration beat;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-share").factory());
    private volatile int share;
    private boolean seenByOthers;

    /** @param admitted calls at once from all instances; 0 where there is no limit */
    public CallShare(CallMembers members, int admitted, Duration beat) {
        this.members = members;
        this.admitted = admitted;
        this.beat = beat;
        this.share = admitted == 0 ? Integer.MAX_VALUE : 0;
    }

    public void start() {
        if (admitted > 0) {
            var _ = timer.scheduleWithFixedDelay(this::beatOrLog, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public void stop() {
        timer.shutdownNow();
        if (admitted > 0) {
            leave();
        }
    }

    /** How many deliveries may be in hand at once: each makes one call at a time. */
    int permitted() {
        return share;
    }

    private void beatOrLog() {
        try {
            int part = members.part(admitted, beat.multipliedBy(BEATS_UNTIL_FORGOTTEN));
            share = seenByOthers ? part : 0;
            seenByOthers = true;
        } catch (RuntimeException failure) {
            // Whoever cannot say that it is alive is forgotten by the others, and its part is theirs.
            share = 0;
            seenByOthers = false;
            LOG.atWarn().setCause(failure).log("call-share.failed");
        }
    }

    private void leave() {
        try {
            members.leave();
        } catch (RuntimeException unreachable) {
            LOG.atInfo().setCause(unreachable).log("call-share.leave-failed");
        }
    }
}
