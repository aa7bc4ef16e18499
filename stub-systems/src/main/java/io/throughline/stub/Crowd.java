package io.throughline.stub;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are inside at the same moment. */
final class Crowd {

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void enter() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Most so far. */
    int most() {
        return most.get();
    }
}
