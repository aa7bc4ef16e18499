package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.LeasedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due deliveries into this instance, as many as may be leased, and keeps them for the workers. Whatever is
 * received, or becomes next in its order, is started without asking the database again; claiming serves retries,
 * backlogs and what others left.
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Inbox inbox;
    private final CallGate gate;
    private final Slots slots;
    private final Duration sweep;
    private final Waiting waiting;
    private final Semaphore signals = new Semaphore(0);
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alarms").factory());
    private volatile boolean backlog = true;
    private volatile boolean accepting = true;

    Dispatcher(Inbox inbox, CallGate gate, Waiting waiting, int maxLeased, Duration sweep) {
        this.inbox = inbox;
        this.gate = gate;
        this.waiting = waiting;
        this.slots = new Slots(maxLeased);
        this.sweep = sweep;
        gate.onChange(this::signal);
    }

    /** How many more deliveries the caller may lease; each is started with {@link #start} or given back. */
    public int reserve() {
        int reserved = slots.take(gate.permitted(waiting.mostTogether()));
        if (accepting) {
            return reserved;
        }
        // Asked only after taking: either a stop sees these slots taken, or the taker sees the stop.
        slots.give(reserved);
        return 0;
    }

    /** Starts what was leased of the reserved slots, and gives back the others. */
    public void start(List<LeasedDelivery> deliveries, int reserved) {
        waiting.add(deliveries);
        slots.give(reserved - deliveries.size());
    }

    /** More is due than was leased. */
    public void leftBehind() {
        backlog = true;
        signal();
    }

    /** Something may have become due. */
    public void signal() {
        signals.release();
    }

    /** Something becomes due then. */
    void signalIn(Duration delay) {
        if (accepting) {
            Future<?> _ = alarms.schedule(this::signal, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    ScheduledExecutorService alarms() {
        return alarms;
    }

    void close() {
        alarms.shutdownNow();
    }

    /** What is to be attempted in one call. */
    List<LeasedDelivery> take() throws InterruptedException {
        return waiting.take();
    }

    /** The call is over, however it ended. */
    void done() {
        waiting.done();
    }

    /** The delivery's lease is over; its slot is free. */
    void release(int count) {
        slots.give(count);
        if (backlog && slots.halfFree()) {
            signal();
        }
    }

    /** From now on nothing more is leased, except by who is just doing it. */
    void stopAccepting() {
        accepting = false;
    }

    /** Whether a delivery is leased and neither settled nor released, or is just being leased. */
    boolean holdsAny() {
        return !slots.allFree();
    }

    /** What still waits for a worker; it is the caller's now, its slots too. */
    List<LeasedDelivery> unbegun() {
        return waiting.drain();
    }

    /** Claims until interrupted. */
    void claimForever() {
        long nextSweep = System.nanoTime() + sweep.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                claim();
                boolean _ = signals.tryAcquire(nextSweep - System.nanoTime(), TimeUnit.NANOSECONDS);
                // However busy this instance is: what another left behind when it died is found by nothing else.
                if (System.nanoTime() - nextSweep >= 0) {
                    nextSweep = System.nanoTime() + sweep.toNanos();
                    inbox.overlooked();
                }
                signals.drainPermits();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("dispatcher.claim-failed");
                pause();
            }
        }
    }

    private void claim() {
        backlog = true;
        while (backlog && accepting && slots.halfFree()) {
            int reserved = reserve();
            if (reserved == 0) {
                return;
            }
            List<LeasedDelivery> claimed = claim(reserved);
            backlog = claimed.size() == reserved;
        }
    }

    private List<LeasedDelivery> claim(int reserved) {
        try {
            List<LeasedDelivery> claimed = inbox.claim(reserved);
            start(claimed, reserved);
            return claimed;
        } catch (RuntimeException failure) {
            slots.give(reserved);
            throw failure;
        }
    }

    private void pause() {
        try {
            Thread.sleep(sweep.dividedBy(5));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
