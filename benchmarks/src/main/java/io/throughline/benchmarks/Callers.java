package io.throughline.benchmarks;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that each do the next piece of work when their last one is done. */
public record Callers(int count, Duration limit) {

    /** So many pieces, or as many as there is time for; how many were done. */
    public int run(int pieces, Runnable piece) {
        AtomicInteger begun = new AtomicInteger();
        long end = System.nanoTime() + limit.toNanos();
        Callable<Integer> caller = () -> {
            int done = 0;
            while (System.nanoTime() < end && begun.getAndIncrement() < pieces) {
                piece.run();
                done++;
            }
            return done;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            int done = 0;
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(count, caller))) {
                done += each.get();
            }
            return done;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A caller failed", failed.getCause());
        }
    }
}
