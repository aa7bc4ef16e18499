package io.throughline.ingest.reconcile;

import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what was read durable, whole or not at all, and then has it understood. */
@Component
class PageStore {

    private final MissedOrders missedOrders;
    private final UnderstandingWorker worker;
    private final TransactionTemplate transaction;

    PageStore(MissedOrders missedOrders, UnderstandingWorker worker, TransactionTemplate transaction) {
        this.missedOrders = missedOrders;
        this.worker = worker;
        this.transaction = transaction;
    }

    void write(Address shop, List<Listed> listed) {
        write(shop, () -> missedOrders.writeDown(shop, listed), Function.identity());
    }

    /** @param missed those that the writing newly found missing */
    <T> T write(Address shop, Supplier<T> writing, Function<T, List<Listed>> missed) {
        T written = Objects.requireNonNull(transaction.execute(status -> writing.get()), "Something was written");
        List<Listed> found = missed.apply(written);
        if (!found.isEmpty()) {
            worker.signal();
            missedOrders.tell(shop, found);
        }
        return written;
    }
}
