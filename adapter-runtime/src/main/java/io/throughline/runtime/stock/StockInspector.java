package io.throughline.runtime.stock;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.lane.Lanes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks whether the downstream system has the levels that were reported as set. Those orders are missing without whose
 * movements an item's level would be what it is there. Any other level was counted by somebody, and an item that is not
 * there any more was taken out of the range: neither is a lost delivery.
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
        Set<String> orders = new LinkedHashSet<>();
        delivered.reversed().forEach(outcome -> orders.add(outcome.orderKey()));
        Map<String, Map<String, Long>> moved = ledger.movedBy(orders);
        Set<String> missing = new HashSet<>();
        wrong(moved).forEach((level, there) -> {
            SequencedMap<String, Long> newestFirst = new LinkedHashMap<>();
            orders.forEach(order ->
                    newestFirst.put(order, moved.getOrDefault(order, Map.of()).getOrDefault(level.sku(), 0L)));
            missing.addAll(undone(level, there, newestFirst));
        });
        return delivered.stream()
                .filter(outcome -> missing.contains(outcome.orderKey()))
                .toList();
    }

    /** The newest orders without which the level would be so; none where it is no earlier one. */
    private static Set<String> undone(StockLevel level, long there, SequencedMap<String, Long> newestFirst) {
        Set<String> undone = new HashSet<>();
        long before = level.level();
        for (Map.Entry<String, Long> order : newestFirst.entrySet()) {
            if (order.getValue() != 0) {
                undone.add(order.getKey());
                before -= order.getValue();
            }
            if (new StockLevel(level.sku(), before, 0).settable() == there) {
                return undone;
            }
        }
        return Set.of();
    }

    /** Levels that did not move while they were asked for and are not on their way, and what is there instead. */
    private Map<StockLevel, Long> wrong(Map<String, Map<String, Long>> moved) {
        List<String> skus = moved.values().stream()
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
        Set<StockLevel> before = Set.copyOf(ledger.levels(skus));
        Map<String, Long> there = skus.isEmpty() ? Map.of() : system.apply(skus);
        List<StockLevel> still =
                ledger.levels(skus).stream().filter(before::contains).toList();
        Map<String, Long> onTheirWay =
                lanes.behind(still.stream().collect(Collectors.toMap(StockLevel::sku, StockLevel::version)));
        Map<StockLevel, Long> wrong = new HashMap<>();
        for (StockLevel level : still) {
            Long real = there.get(level.sku());
            if (real != null && real != level.settable() && !onTheirWay.containsKey(level.sku())) {
                wrong.put(level, real);
            }
        }
        return wrong;
    }
}
