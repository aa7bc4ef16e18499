package io.throughline.runtime.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * After calls were stopped, lets them come back slowly: one delivery at a time at first, one more for each success,
 * half as many after a failure. So a system that has just recovered is not run down by all that waited for it.
 */
final class Ramp {

    private static final int OVER = Integer.MAX_VALUE;

    private final AtomicInteger window = new AtomicInteger(OVER);
    private final int enough;

    /** @param enough deliveries in hand at once at which there is nothing left to hold back */
    Ramp(int enough) {
        this.enough = enough;
    }

    void begin() {
        window.set(1);
    }

    void succeeded() {
        window.updateAndGet(current -> current >= enough ? OVER : current + 1);
    }

    void failed() {
        window.updateAndGet(current -> current == OVER ? OVER : Math.max(1, current / 2));
    }

    /** How many deliveries may be in hand at once. */
    int window() {
        return window.get();
    }
}
