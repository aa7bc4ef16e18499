package io.throughline.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inventory system's answer to what there is of some items at a location. */
record ItemLevels(List<Item> data) {

    ItemLevels {
        data = List.copyOf(data);
    }

    /** @param onHand what an absolute adjustment sets, safety stock included */
    record Item(
            Identity identity,
            @JsonProperty("total_inventory_onhand") long onHand) {}

    record Identity(@Nullable String sku) {}
}
