package io.throughline.inventory;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What stands in the ledger of a delivery.
 *
 * @param movements everything the delivery asks for
 * @param news whether any of it was not there before
 */
record Recorded(List<Movement> movements, boolean news) {

    Recorded {
        movements = List.copyOf(movements);
    }

    SortedSet<String> skus() {
        return movements.stream().map(Movement::sku).collect(Collectors.toCollection(TreeSet::new));
    }
}
