package io.throughline.runtime.dispatch;

import io.throughline.runtime.CallGuard;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a call that belongs to no attempt through when its turn has come among those of all instances. One at a time in
 * each instance, whoever asks for them: the others are for deliveries.
 */
public final class TurnGuard implements CallGuard {

    private final CallRate rate;
    private final Duration patience;
    private final Semaphore alone = new Semaphore(1, true);

    /** @param patience longest that one call may wait for its turn */
    public TurnGuard(CallRate rate, Duration patience) {
        this.rate = rate;
        this.patience = patience;
    }

    /** It may be given up at any call. */
    @Override
    public void goOn() {}

    @Override
    public Turn awaitTurn() {
        long until = System.nanoTime() + patience.toNanos();
        awaitOthers();
        try {
            Turn turn = rate.awaitTurn(until);
            return Turn.endedBy(() -> {
                turn.close();
                alone.release();
            });
        } catch (RuntimeException notNow) {
            alone.release();
            throw notNow;
        }
    }

    private void awaitOthers() {
        try {
            if (!alone.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw CallRefused.noPlace();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CallRefused(Duration.ZERO);
        }
    }
}
