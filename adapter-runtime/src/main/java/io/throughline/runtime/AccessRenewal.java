package io.throughline.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Renews an access that was refused: once, however many calls were refused at the same time. */
final class AccessRenewal {

    private final BooleanSupplier renew;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger generation = new AtomicInteger();

    AccessRenewal(BooleanSupplier renew) {
        this.renew = renew;
    }

    /** Which access a call that begins now makes use of. */
    int generation() {
        return generation.get();
    }

    /** Whether there is a newer access than the one that was refused. */
    boolean renewed(int refused) {
        turn.lock();
        try {
            if (generation.get() == refused && renew.getAsBoolean()) {
                generation.incrementAndGet();
            }
            return generation.get() != refused;
        } finally {
            turn.unlock();
        }
    }
}
