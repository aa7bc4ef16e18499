package io.throughline.stack.check;

import io.throughline.stack.process.StackException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, but not for ever. */
final class Patience {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** Whether the condition came true in time. */
    boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while waiting", stopping);
        }
    }
}
