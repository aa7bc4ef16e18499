package io.throughline.ingest.understand;

import io.throughline.ingest.publish.OrderRelay;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells those who go on with what was understood; what a lost signal leaves, their sweeps find. */
@Component
public class Signals {

    private final OrderRelay relay;
    private final Semaphore fetches = new Semaphore(0);

    Signals(OrderRelay relay) {
        this.relay = relay;
    }

    void eventsAppended() {
        relay.signal();
    }

    /** There may be something to fetch. */
    public void fetchesDue() {
        fetches.release();
    }

    /** Returns when there may be something to fetch, or after this long. */
    public void awaitFetches(Duration longest) throws InterruptedException {
        fetches.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        fetches.drainPermits();
    }
}
