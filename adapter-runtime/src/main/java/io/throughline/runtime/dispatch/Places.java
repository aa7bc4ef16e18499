package io.throughline.runtime.dispatch;

import java.util.concurrent.Semaphore;

/** Places for a number that changes while they are in use. The first to wait is the first to enter. */
final class Places extends Semaphore {

    private static final long serialVersionUID = 1L;

    private volatile int most;

    Places() {
        super(0, true);
    }

    int most() {
        return most;
    }

    /** From now on nobody enters while so many are taken; whoever is inside stays. */
    synchronized void limitTo(int number) {
        int more = number - most;
        most = number;
        if (more > 0) {
            release(more);
        } else {
            reducePermits(-more);
        }
    }

    /**
     * Gives up what is more than so many.
     *
     * @return how many are taken or may still be taken
     */
    synchronized int giveUpBeyond(int number) {
        limitTo(Math.min(number, most));
        return most - Math.min(availablePermits(), 0);
    }
}
