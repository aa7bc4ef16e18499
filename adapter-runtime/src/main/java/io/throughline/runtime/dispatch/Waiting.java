package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.LeasedDelivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** Leased deliveries that wait for a worker: the oldest first, with others of its type where they go together. */
final class Waiting {

    /** The number of calls that may run changes without anybody being told. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();
    private final Deque<LeasedDelivery> deliveries = new ArrayDeque<>();
    private final Handlers handlers;
    private final IntSupplier callsAtOnce;
    private int running;

    Waiting(Handlers handlers, IntSupplier callsAtOnce) {
        this.handlers = handlers;
        this.callsAtOnce = callsAtOnce;
    }

    /** How many deliveries may be in hand for each call that may run. */
    int mostTogether() {
        return handlers.mostTogether();
    }

    void add(List<LeasedDelivery> leased) {
        turn.lock();
        try {
            deliveries.addAll(leased);
            leased.forEach(one -> changed.signal());
        } finally {
            turn.unlock();
        }
    }

    /** What goes into one call, at least one; whoever takes it says {@link #done} when the call is over. */
    List<LeasedDelivery> take() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            awaitDelivery();
            running++;
            return group();
        } finally {
            turn.unlock();
        }
    }

    private void awaitDelivery() throws InterruptedException {
        while (deliveries.isEmpty() || running >= callsAtOnce.getAsInt()) {
            if (deliveries.isEmpty()) {
                changed.await();
            } else {
                boolean _ = changed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private List<LeasedDelivery> group() {
        LeasedDelivery first = deliveries.removeFirst();
        int most = handlers.together(first.type());
        List<LeasedDelivery> group = new ArrayList<>(List.of(first));
        Iterator<LeasedDelivery> others = deliveries.iterator();
        while (group.size() < most && others.hasNext()) {
            LeasedDelivery other = others.next();
            if (other.type().equals(first.type())) {
                others.remove();
                group.add(other);
            }
        }
        return group;
    }

    void done() {
        turn.lock();
        try {
            running--;
            changed.signal();
        } finally {
            turn.unlock();
        }
    }

    List<LeasedDelivery> drain() {
        turn.lock();
        try {
            List<LeasedDelivery> all = List.copyOf(deliveries);
            deliveries.clear();
            return all;
        } finally {
            turn.unlock();
        }
    }
}
