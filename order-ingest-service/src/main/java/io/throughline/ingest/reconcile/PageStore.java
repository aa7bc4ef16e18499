package io.throughline.ingest.reconcile;

import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Reconciliations;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a page durable, whole or not at all, and then has it understood. */
@Component
class PageStore {

    private final MissedOrders missedOrders;
    private final Reconciliations reconciliations;
    private final UnderstandingWorker worker;
    private final TransactionTemplate transaction;
    private final ReconcileProperties properties;

    PageStore(
            MissedOrders missedOrders,
            Reconciliations reconciliations,
            UnderstandingWorker worker,
            TransactionTemplate transaction,
            ReconcileProperties properties) {
        this.missedOrders = missedOrders;
        this.reconciliations = reconciliations;
        this.worker = worker;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Keeps the shop ours for another page; false when it is not any more. */
    boolean mayGoOn(Address shop) {
        return reconciliations.renew(shop, properties.lease());
    }

    void write(Address shop, List<Listed> listed) {
        List<Listed> missed = Objects.requireNonNull(
                transaction.execute(status -> missedOrders.writeDown(shop, listed)), "A list, if only an empty one");
        if (!missed.isEmpty()) {
            worker.signal();
            missedOrders.tell(shop, missed);
        }
    }
}
