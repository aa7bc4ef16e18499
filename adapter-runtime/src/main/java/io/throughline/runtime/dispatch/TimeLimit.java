package io.throughline.runtime.dispatch;

import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Interrupts an attempt that takes too long. */
final class TimeLimit {

    private final ScheduledExecutorService alarms;
    private final Duration limit;

    TimeLimit(ScheduledExecutorService alarms, Duration limit) {
        this.alarms = alarms;
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    /** @throws TransientFailure {@code attempt-timeout}, of unknown effect, when the limit ended the call */
    <T> T call(Supplier<T> attempt) {
        Thread caller = Thread.currentThread();
        AtomicBoolean rang = new AtomicBoolean();
        ScheduledFuture<?> alarm = alarms.schedule(
                () -> {
                    rang.set(true);
                    caller.interrupt();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return attempt.get();
        } catch (RuntimeException failure) {
            throw rang.get()
                    ? new TransientFailure(
                            Kind.UNKNOWN, "attempt-timeout", "The attempt took longer than " + limit, failure)
                    : failure;
        } finally {
            alarm.cancel(false);
        }
    }
}
