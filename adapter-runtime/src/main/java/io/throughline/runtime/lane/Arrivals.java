package io.throughline.runtime.lane;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes who waits in this instance when a push of this instance is over. */
final class Arrivals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private long count;

    /** Pushes over so far; to be asked before one looks at the lanes. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            count++;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when another push is over than those that were seen, or after a while. */
    void await(long seen, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (count == seen && left > 0) {
                left = over.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }
}
