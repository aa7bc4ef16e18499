package io.throughline.stack.faults;

import io.throughline.stack.parts.Service;
import java.time.Duration;
import java.util.List;

/** Nobody stands still: after some time one is killed wherever it is. */
final class RandomInstant implements Standstill {

    private final Service victim;
    private final long at;

    RandomInstant(Service victim, Duration after) {
        this.victim = victim;
        this.at = System.nanoTime() + after.toNanos();
    }

    @Override
    public List<Service> standing() {
        return System.nanoTime() - at >= 0 ? List.of(victim) : List.of();
    }

    @Override
    public void close() {}
}
