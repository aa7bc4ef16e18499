package io.throughline.inventory;

import io.throughline.runtime.lane.Push;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.runtime.stock.StockLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sets the levels that the ledger has now, and reads them back: the system knows no compare-and-set. */
final class LevelPush implements Push {

    private final StockLedger ledger;
    private final InventoryClient client;
    private final String reason;
    private Optional<String> transaction = Optional.empty();

    LevelPush(StockLedger ledger, InventoryClient client, String reason) {
        this.ledger = ledger;
        this.client = client;
        this.reason = reason;
    }

    @Override
    public Map<String, Long> push(List<String> skus) {
        List<StockLevel> levels = ledger.levels(skus);
        transaction = Optional.of(client.set(levels, reason));
        Map<String, Long> there = client.levels(skus);
        return levels.stream()
                .filter(level -> level.settable() == there.getOrDefault(level.sku(), -1L))
                .collect(Collectors.toMap(StockLevel::sku, StockLevel::version));
    }

    /** The system's id of the last adjustment; absent when somebody else had sent what was wanted. */
    Optional<String> transaction() {
        return transaction;
    }
}
