package io.throughline.inventory;

import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets one delivery of this instance at a time send an item's level. Items share a fixed number of locks. */
final class SkuLocks {

    private static final int STRIPES = 256;

    private final List<ReentrantLock> stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();
    private final Duration longestWait;

    SkuLocks(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * Works while no other delivery of this instance sends any of the items.
     *
     * @throws TransientFailure {@code inventory-busy} when they are not free in time
     */
    <T> T inTurn(Collection<String> skus, Supplier<T> work) {
        Deque<ReentrantLock> held = new ArrayDeque<>();
        try {
            for (ReentrantLock lock : wanted(skus)) {
                if (!isFree(lock)) {
                    throw new TransientFailure(
                            Kind.UNAVAILABLE, "inventory-busy", "Others are sending the same items' levels", null);
                }
                held.push(lock);
            }
            return work.get();
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    /** In one order everywhere, so that two deliveries never wait for each other. */
    private List<ReentrantLock> wanted(Collection<String> skus) {
        return skus.stream()
                .map(sku -> Math.floorMod(sku.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .map(stripes::get)
                .toList();
    }

    private boolean isFree(ReentrantLock lock) {
        try {
            return lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
