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

    /** Takes what is free, up to so many in all; give back what is not used. */
    int take(int most) {
        int wanted = available(most);
        while (wanted > 0 && !free.tryAcquire(wanted)) {
            wanted = available(most);
        }
        return Math.max(wanted, 0);
    }

    private int available(int most) {
        int permits = free.availablePermits();
        return Math.min(permits, most - (capacity - permits));
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
