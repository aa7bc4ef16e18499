package io.throughline.backbone.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Lets concurrent callers share one commit: one thread takes what waits, writes it as one statement and wakes the
 * callers. No timer: the length of a write is the beat.
 */
public final class GroupWriter<T, R> implements AutoCloseable {

    private final BlockingQueue<Waiting<T, R>> queue;
    private final int maxBatch;
    private final Function<List<T>, List<R>> write;
    private final BiFunction<T, RuntimeException, R> bad;
    private final Thread thread;

    /**
     * Starts the writing thread.
     *
     * @param write one transaction for all rows given; a result per row
     * @param bad what a row becomes that can never be written
     */
    public GroupWriter(Limits limits, Function<List<T>, List<R>> write, BiFunction<T, RuntimeException, R> bad) {
        this.queue = new LinkedBlockingQueue<>(limits.capacity());
        this.maxBatch = limits.maxBatch();
        this.write = write;
        this.bad = bad;
        this.thread = Thread.ofPlatform().name(limits.name()).daemon().start(this::run);
    }

    /**
     * How much may wait and be written at once.
     *
     * @param name of the thread
     * @param capacity rows that may wait; one more is refused
     * @param maxBatch rows in one statement
     */
    public record Limits(String name, int capacity, int maxBatch) {}

    /**
     * Completes once the row is committed.
     *
     * @throws RejectedExecutionException when too many wait already, or the writer is closed
     */
    public CompletableFuture<R> submit(T row) {
        Waiting<T, R> waiting = new Waiting<>(row, new CompletableFuture<>());
        if (!thread.isAlive() || !queue.offer(waiting)) {
            throw new RejectedExecutionException(queue.size() + " rows wait to be written already");
        }
        return waiting.result();
    }

    private void run() {
        List<Waiting<T, R>> batch = new ArrayList<>(maxBatch);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, maxBatch - 1);
                writeAndWake(batch);
                batch.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            queue.drainTo(batch);
            batch.forEach(waiting -> waiting.result().cancel(false));
        }
    }

    private void writeAndWake(List<Waiting<T, R>> batch) {
        try {
            List<R> results = Halving.write(batch.stream().map(Waiting::row).toList(), write, bad);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException failure) {
            batch.forEach(waiting -> waiting.result().completeExceptionally(failure));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Waiting<T, R>(T row, CompletableFuture<R> result) {}
}
