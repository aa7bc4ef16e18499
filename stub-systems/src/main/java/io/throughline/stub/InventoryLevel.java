package io.throughline.stub;

import java.util.Map;

/** What the stub inventory system has of one item. */
record InventoryLevel(String sku, long level) {

    Map<String, Object> view() {
        return Map.of(
                "identity",
                Map.of("sku", sku),
                "available_to_sell",
                level,
                "total_inventory_onhand",
                level,
                "settings",
                Map.of("safety_stock", 0, "is_in_stock", level > 0, "warning_level", 0));
    }
}
