package io.throughline.testkit;

import static org.awaitility.Awaitility.await;

import io.throughline.stub.Fault;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Ends an attempt as the runtime does when its time is over: its thread is interrupted. */
final class Interruption {

    /** Longer than any attempt may take. */
    static final Fault HANG = Fault.slow(Duration.ofMinutes(2));

    /** An attempt that can be interrupted ends at once; another one at its client's own limit, if it has any. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Interruption() {}

    /**
     * What the attempt ended with.
     *
     * @param underway whether the attempt has got to where it is to be interrupted
     * @throws AssertionError when it ends well, or does not end
     */
    static Throwable of(Supplier<?> attempt, BooleanSupplier underway) throws InterruptedException {
        FutureTask<Object> task = new FutureTask<>(attempt::get);
        Thread thread = Thread.ofVirtual().name("attempt").start(task);
        await().atMost(PATIENCE).until(() -> underway.getAsBoolean() || task.isDone());
        thread.interrupt();
        try {
            throw new AssertionError("It ended well: " + task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException ended) {
            return Objects.requireNonNull(ended.getCause());
        } catch (TimeoutException blocked) {
            throw new AssertionError("It does not end when its time is over", blocked);
        }
    }
}
