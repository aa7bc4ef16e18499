package io.throughline.runtime.dispatch;

import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.dispatch.Settler.Ended;
import io.throughline.runtime.store.LeasedDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that carry deliveries out: one claims, one commits, many attempt. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** For what was interrupted to notice it. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final RuntimeProperties properties;
    private final Dispatcher dispatcher;
    private final Attempts attempts;
    private final Settler settler;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    Engine(RuntimeProperties properties, Dispatcher dispatcher, Attempts attempts, Settler settler) {
        this.properties = properties;
        this.dispatcher = dispatcher;
        this.attempts = attempts;
        this.settler = settler;
    }

    public void start() {
        // A virtual thread like the workers: it gets its turn when none of them has anything left to do but wait, so a
        // batch holds all that ended until then, without a timer.
        threads.add(Thread.ofVirtual().name("settle").start(() -> settler.settleForever(properties.maxLeased())));
        threads.add(Thread.ofPlatform().name("dispatch").start(dispatcher::claimForever));
        for (int worker = 0; worker < properties.concurrency(); worker++) {
            startWorker();
        }
    }

    private synchronized void startWorker() {
        threads.removeIf(thread -> !thread.isAlive());
        threads.add(Thread.ofVirtual()
                .name("attempt")
                .uncaughtExceptionHandler((thread, error) -> replaceWorker(error))
                .start(this::work));
    }

    /** An error, such as a missing class, ends its worker: the lease runs out, and the engine keeps its strength. */
    private void replaceWorker(Throwable error) {
        LOG.atError().setCause(error).log("engine.worker-died");
        if (!stopping) {
            startWorker();
        }
    }

    private void work() {
        while (!stopping) {
            try {
                attempt(dispatcher.take());
            } catch (InterruptedException lateAlarm) {
                // An alarm that rang just as its attempt ended, or the end of the service: the loop's condition tells.
                LOG.atTrace().log("attempt.interrupted");
            }
        }
    }

    private void attempt(List<LeasedDelivery> group) {
        List<Ended> ended = List.of();
        try {
            ended = attempts.run(group);
            ended.forEach(settler::submit);
        } finally {
            dispatcher.done();
            // Nothing but an error leaves any without an end.
            dispatcher.release(group.size() - ended.size());
        }
    }

    /** Lets running attempts finish and commits them, within the configured bound; what was not begun is released. */
    public void stop() {
        dispatcher.stopAccepting();
        long end = System.nanoTime() + properties.shutdown().toNanos();
        release();
        while (dispatcher.holdsAny() && System.nanoTime() < end) {
            pause();
            release();
        }
        stopping = true;
        List<Thread> toStop;
        synchronized (this) {
            toStop = List.copyOf(threads);
        }
        toStop.forEach(Thread::interrupt);
        long farewell = System.nanoTime() + FAREWELL.toNanos();
        toStop.forEach(thread -> join(thread, farewell));
        dispatcher.close();
    }

    private void release() {
        List<LeasedDelivery> unbegun = dispatcher.unbegun();
        if (unbegun.isEmpty()) {
            return;
        }
        try {
            settler.release(unbegun);
        } catch (RuntimeException unreachable) {
            // The leases then simply run out.
            LOG.atInfo().setCause(unreachable).log("engine.release-failed");
        }
        dispatcher.release(unbegun.size());
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** All of them together have until then: an attempt that heeds no interruption is left to its lease. */
    private static void join(Thread thread, long end) {
        try {
            thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
