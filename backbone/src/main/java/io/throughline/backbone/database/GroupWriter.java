package io.throughline.backbone.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent callers share one commit: one thread takes what waits, writes it as one statement and wakes the
 * callers. No timer: the length of a write is the beat, and the writer is a virtual thread that takes its turn among
 * the callers, so that a batch also holds what they bring while the processor is theirs.
 */
public final class GroupWriter<T, R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    private static final long CLOSE_SECONDS = 5;

    private final BlockingQueue<Waiting<T, R>> queue;
    private final Limits limits;
    private final Function<List<T>, List<R>> write;
    private final BiFunction<T, RuntimeException, R> bad;
    private final List<Waiting<T, R>> batch;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;
    private volatile Thread thread;

    /**
     * Starts the writing thread.
     *
     * @param write one transaction for all rows given; a result per row
     * @param bad what a row becomes that can never be written
     */
    public GroupWriter(Limits limits, Function<List<T>, List<R>> write, BiFunction<T, RuntimeException, R> bad) {
        this.queue = new LinkedBlockingQueue<>(limits.capacity());
        this.limits = limits;
        this.write = write;
        this.bad = bad;
        this.batch = new ArrayList<>(limits.maxBatch());
        this.thread = start();
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
        if (closed || !queue.offer(waiting)) {
            throw new RejectedExecutionException(queue.size() + " rows wait to be written already");
        }
        return waiting.result();
    }

    private Thread start() {
        return Thread.ofVirtual()
                .name(limits.name())
                .uncaughtExceptionHandler((dead, error) -> replace(error))
                .start(this::run);
    }

    /** An error, such as a lack of memory, fails the rows it met; those after them find a writer again. */
    private void replace(Throwable error) {
        LOG.atError().setCause(error).log("group-writer.died");
        batch.forEach(waiting -> waiting.result().completeExceptionally(error));
        batch.clear();
        thread = start();
    }

    private void run() {
        try {
            while (true) {
                batch.add(queue.take());
                gather();
                writeAndWake();
                batch.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            queue.drainTo(batch);
            batch.forEach(waiting -> waiting.result().cancel(false));
        }
    }

    /** What waits, and what comes while others get the processor: as long as giving way brings more, it is worth it. */
    @SuppressWarnings("ThreadPriorityCheck") // only the size of a batch depends on whether the yield yields
    private void gather() {
        int before;
        do {
            before = batch.size();
            Thread.yield();
            queue.drainTo(batch, limits.maxBatch() - before);
        } while (batch.size() > before && batch.size() < limits.maxBatch());
    }

    private void writeAndWake() {
        writing.lock();
        try {
            List<R> results = Halving.write(batch.stream().map(Waiting::row).toList(), write, bad);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException failure) {
            batch.forEach(waiting -> waiting.result().completeExceptionally(failure));
        } finally {
            writing.unlock();
        }
    }

    /** Lets a write that has begun end: to interrupt it would break its connection, and nobody knew its outcome. */
    @Override
    public void close() {
        closed = true;
        boolean idle = false;
        try {
            idle = writing.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        if (idle) {
            writing.unlock();
        }
    }

    private record Waiting<T, R>(T row, CompletableFuture<R> result) {}
}
