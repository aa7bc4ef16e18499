package io.throughline.runtime.dispatch;

import io.throughline.runtime.CallGuard;
import java.time.Duration;

/** Lets a call that belongs to no attempt through when its turn has come among those of all instances. */
public final class TurnGuard implements CallGuard {

    private final CallRate rate;
    private final Duration patience;

    /** @param patience longest that one call may wait for its turn */
    public TurnGuard(CallRate rate, Duration patience) {
        this.rate = rate;
        this.patience = patience;
    }

    @Override
    public void beforeCall() {
        try {
            rate.acquire(System.nanoTime() + patience.toNanos()).ifPresent(later -> {
                throw new CallRefused(later);
            });
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CallRefused(Duration.ZERO);
        }
    }
}
