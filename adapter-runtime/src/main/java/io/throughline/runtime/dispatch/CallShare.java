package io.throughline.runtime.dispatch;

import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.store.CallMembers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many calls this instance may make at once, of those that the downstream system admits from all instances. An
 * instance that joins waits until the others have given up its part; one that died is forgotten after a few beats.
 */
public final class CallShare {

    private static final Logger LOG = LoggerFactory.getLogger(CallShare.class);
    private static final int BEATS_UNTIL_FORGOTTEN = 5;

    private final CallMembers members;
    private final int admitted;
    private final Duration beat;
    private final Places places = new Places();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-share").factory());
    private volatile long heldUntil = System.nanoTime();

    /** @param admitted calls at once from all instances; 0 where there is no limit */
    public CallShare(CallMembers members, int admitted, Duration beat) {
        this.members = members;
        this.admitted = admitted;
        this.beat = beat;
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
        return admitted == 0 ? Integer.MAX_VALUE : places.most();
    }

    /**
     * Waits for a place among the calls at once.
     *
     * @param until on the monotonic clock
     * @return absent when none was free until then
     */
    Optional<Turn> enter(long until) throws InterruptedException {
        if (admitted == 0) {
            return Optional.of(() -> {});
        }
        if (!places.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Turn place = Turn.endedBy(places::release);
        if (System.nanoTime() - heldUntil < 0) {
            return Optional.of(place);
        }
        // This process was stopped for so long that its part may be somebody else's.
        place.close();
        return Optional.empty();
    }

    private void beatOrLog() {
        try {
            long asked = System.nanoTime();
            int part = members.take(admitted, beat.multipliedBy(BEATS_UNTIL_FORGOTTEN), places::giveUpBeyond);
            heldUntil = asked + beat.multipliedBy(BEATS_UNTIL_FORGOTTEN - 1).toNanos();
            places.limitTo(part);
        } catch (RuntimeException failure) {
            // Whoever cannot say that it is alive is forgotten by the others, and its part is theirs.
            places.limitTo(0);
            LOG.atWarn().setCause(failure).log("call-share.failed");
        }
    }

    private void leave() {
        places.limitTo(0);
        try {
            members.leave();
        } catch (RuntimeException unreachable) {
            LOG.atInfo().setCause(unreachable).log("call-share.leave-failed");
        }
    }
}
