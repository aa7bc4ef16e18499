package io.throughline.runtime.command;

import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.store.RetrySets;
import io.throughline.runtime.store.RetrySets.Progress;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Works sets off, so many deliveries at a time, and halts one of which too much is parked again. */
public final class Sets implements Step {

    private final RetrySets sets;
    private final TransactionTemplate transaction;
    private final RuntimeProperties.Commands limits;
    private final Runnable advanced;

    /** @param advanced told when deliveries may be due or answers written */
    public Sets(RetrySets sets, TransactionTemplate transaction, RuntimeProperties.Commands limits, Runnable advanced) {
        this.sets = sets;
        this.transaction = transaction;
        this.limits = limits;
        this.advanced = advanced;
    }

    @Override
    public boolean run() {
        for (UUID set : sets.running()) {
            transaction.executeWithoutResult(status -> {
                if (sets.lock(set)) {
                    advance(set);
                }
            });
            advanced.run();
        }
        return false;
    }

    private void advance(UUID set) {
        sets.settle(set);
        Progress progress = sets.progress(set);
        if (progress.pending() == 0 && progress.sent() == 0) {
            sets.finish(set, progress.done() + " finished, " + progress.failed() + " parked again");
        } else if (progress.pending() > 0 && isFailing(progress)) {
            sets.stop(
                    set,
                    progress.failedLately() + " of " + (progress.failedLately() + progress.doneLately())
                            + " were parked again");
        } else {
            sets.send(set, limits.window() - progress.sent());
        }
    }

    private boolean isFailing(Progress progress) {
        int tried = progress.doneLately() + progress.failedLately();
        return tried >= limits.minTried() && progress.failedLately() > limits.maxFailed() * tried;
    }
}
