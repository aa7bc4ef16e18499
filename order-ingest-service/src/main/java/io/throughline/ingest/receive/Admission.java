package io.throughline.ingest.receive;

import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Shop;
import io.throughline.ingest.receive.Refusal.Cause;
import io.throughline.ingest.storefront.Storefront;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Bounds what is at work at once: all requests, those of one shop, and the bytes of their bodies. */
@Component
class Admission {

    private static final String LATER = "Send it again later: too much is being received at once.";

    private final LimitProperties limits;
    private final Duration patience;
    private final Semaphore all;
    private final Map<Address, Semaphore> byShop = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    Admission(LimitProperties limits, IngestProperties properties) {
        this.limits = limits;
        this.patience = properties.writer().timeout();
        this.all = new Semaphore(limits.concurrent());
    }

    /**
     * A place for one request; close it when the request is answered.
     *
     * @param shop one that is known: what strangers write makes no entry here
     * @throws Refusal when there is none
     */
    Place enter(Storefront storefront, Shop shop) {
        if (!all.tryAcquire()) {
            throw new Refusal(Cause.OVERLOADED, LATER);
        }
        Semaphore own = byShop.computeIfAbsent(
                new Address(shop.source(), shop.slug()), address -> new Semaphore(limits.concurrentPerShop()));
        try {
            enter(own, storefront);
            return new Place(own);
        } catch (Refusal full) {
            all.release();
            throw full;
        }
    }

    /** Where a refusal costs a webhook, or counts against the shop, the request waits, as it would for the database. */
    private void enter(Semaphore own, Storefront storefront) {
        if (storefront.heedsTooManyRequests()) {
            if (!own.tryAcquire()) {
                throw new Refusal(Cause.TOO_MANY_REQUESTS, "Send fewer requests at once, and this one again later.");
            }
            return;
        }
        try {
            if (!own.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(Cause.OVERLOADED, LATER);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal(Cause.OVERLOADED, LATER, stopping);
        }
    }

    /** Bytes of bodies in memory now. */
    long bytes() {
        return bytes.get();
    }

    /** What one request holds. */
    final class Place implements AutoCloseable {

        private final Semaphore own;
        private long taken;

        private Place(Semaphore own) {
            this.own = own;
        }

        /** @throws Refusal when all bodies together would hold too many bytes */
        void take(int more) {
            taken += more;
            if (bytes.addAndGet(more) > limits.bodies().toBytes()) {
                throw new Refusal(Cause.OVERLOADED, LATER);
            }
        }

        @Override
        public void close() {
            bytes.addAndGet(-taken);
            own.release();
            all.release();
        }
    }
}
