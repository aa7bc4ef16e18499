package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.util.List;

/** Told after each commit, from the committing thread: must be quick. */
@FunctionalInterface
public interface SettlementListener {

    /** The settlement at each place is that of the delivery at the same place. */
    void settled(List<LeasedDelivery> deliveries, List<Settlement> settlements);
}
