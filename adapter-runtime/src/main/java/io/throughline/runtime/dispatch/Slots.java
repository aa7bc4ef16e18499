package io.throughline.runtime.dispatch;

import java.util.concurrent.Semaphore;

/** How many more deliveries this instance may lease. */
final class Slots {

    private final int capacity;
    private final Semaphore free;

    Slots(int capacity) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity);
    }

    /** Takes what is free, at most so many; give back what is not used. */
    int take(int most) {
        int wanted = Math.min(most, free.availablePermits());
        while (wanted > 0 && !free.tryAcquire(wanted)) {
            wanted = Math.min(most, free.availablePermits());
        }
        return Math.max(wanted, 0);
    }

    void give(int count) {
        free.release(count);
    }

    boolean allFree() {
        return free.availablePermits() == capacity;
    }

    /** Whether it is worth asking the database: a claim of one row costs as much as one of a hundred. */
    boolean halfFree() {
        return free.availablePermits() * 2 >= capacity;
    }
}
