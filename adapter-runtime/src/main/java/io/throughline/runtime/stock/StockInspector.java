package io.throughline.runtime.stock;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.lane.Lanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks whether the downstream system has the levels that were reported as set. A level stands for every movement
 * before it, so of a wrong one the delivery is named that moved the item last. An item that the system does not have
 * any more is not missed: somebody took it out of the range.
 */
public final class StockInspector implements Inspector {

    private final StockLedger ledger;
    private final Lanes lanes;
    private final Function<List<String>, Map<String, Long>> system;

    /** @param system what there is of items, those that it does not have left out */
    public StockInspector(StockLedger ledger, Lanes lanes, Function<List<String>, Map<String, Long>> system) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.system = system;
    }

    @Override
    public List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) {
        Map<String, Set<String>> items = ledger.itemsOf(
                delivered.stream().map(DeliveryOutcome::orderKey).distinct().toList());
        Set<String> wrong = wrong(items.values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList());
        List<DeliveryOutcome> missing = new ArrayList<>();
        for (DeliveryOutcome newest : delivered.reversed()) {
            if (wrong.removeAll(items.getOrDefault(newest.orderKey(), Set.of()))) {
                missing.addFirst(newest);
            }
        }
        return missing;
    }

    /** Items whose level did not move while it was asked for, and is not on its way. */
    private Set<String> wrong(List<String> skus) {
        Map<String, StockLevel> before = levels(skus);
        Map<String, Long> there = system.apply(skus);
        Map<String, StockLevel> after = levels(skus);
        Map<String, Long> onTheirWay =
                lanes.behind(after.values().stream().collect(Collectors.toMap(StockLevel::sku, StockLevel::version)));
        return after.values().stream()
                .filter(level -> level.equals(before.get(level.sku())) && !onTheirWay.containsKey(level.sku()))
                .filter(level -> there.containsKey(level.sku()) && there.get(level.sku()) != level.settable())
                .map(StockLevel::sku)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, StockLevel> levels(List<String> skus) {
        return ledger.levels(skus).stream().collect(Collectors.toMap(StockLevel::sku, level -> level));
    }
}
