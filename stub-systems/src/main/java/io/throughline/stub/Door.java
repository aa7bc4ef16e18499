package io.throughline.stub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Where requests to a stub system wait: while somebody holds them, or because they are long on their way. */
final class Door {

    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final AtomicReference<CountDownLatch> arrival = new AtomicReference<>(new CountDownLatch(1));

    Hold hold(Predicate<StubRequest> concerned) {
        holds.removeIf(Hold::isOver);
        Hold hold = new Hold(concerned);
        holds.add(hold);
        return hold;
    }

    /** Whether the request is to be carried out, once nobody holds it any more. */
    boolean admits(StubRequest request) {
        return holds.stream().allMatch(hold -> hold.admits(request));
    }

    /** Waits until {@link #letArrive}, but no longer; false when the system stops meanwhile. */
    boolean arrives(Duration longest) {
        try {
            boolean _ = arrival.get().await(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void letArrive() {
        arrival.getAndSet(new CountDownLatch(1)).countDown();
    }
}
