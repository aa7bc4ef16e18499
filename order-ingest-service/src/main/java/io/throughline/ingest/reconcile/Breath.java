package io.throughline.ingest.reconcile;

import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Reconciliations;
import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Whether a shop may be asked for a further page: behind what waits to be fetched, and by one instance at a time. */
@Component
class Breath {

    private final Gaps gaps;
    private final Reconciliations reconciliations;
    private final ReconcileProperties properties;

    Breath(Gaps gaps, Reconciliations reconciliations, ReconcileProperties properties) {
        this.gaps = gaps;
        this.reconciliations = reconciliations;
        this.properties = properties;
    }

    /** Whether the shop is ours now, due or not. To be followed by {@link #release}. */
    boolean take(Address shop) {
        return reconciliations.take(shop, properties.lease());
    }

    void release(Address shop) {
        reconciliations.release(shop);
    }

    /**
     * Whether few of the shop's orders wait to be fetched, and the shop is still ours.
     *
     * @param pause whether there was a page before
     */
    boolean mayGoOn(Address shop, boolean pause) {
        return (!pause || isPaused())
                && gaps.backlog(shop) <= properties.backlog()
                && reconciliations.renew(shop, properties.lease());
    }

    /** How many orders of the shop may be asked for now; one at least. */
    int room(Address shop) {
        return Math.max(1, properties.backlog() - gaps.backlog(shop));
    }

    /** How long the shop is left alone. */
    Duration afterFailure(int failures, Duration asked) {
        return properties.wait(failures, asked);
    }

    private boolean isPaused() {
        try {
            Thread.sleep(properties.pause());
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
