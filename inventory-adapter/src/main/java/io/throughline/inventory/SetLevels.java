package io.throughline.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.runtime.stock.StockLevel;
import java.util.List;

/**
 * The inventory system's absolute adjustment: what there is, whatever it thought before.
 *
 * @param reason the effect key of the movement that prompted it
 */
record SetLevels(String reason, List<Item> items) {

    SetLevels {
        items = List.copyOf(items);
    }

    /** @param quantity never below zero, which the system refuses */
    record Item(@JsonProperty("location_id") int locationId, String sku, long quantity) {}

    static SetLevels of(List<StockLevel> levels, String reason, int locationId) {
        return new SetLevels(
                reason,
                levels.stream()
                        .map(level -> new Item(locationId, level.sku(), level.settable()))
                        .toList());
    }
}
