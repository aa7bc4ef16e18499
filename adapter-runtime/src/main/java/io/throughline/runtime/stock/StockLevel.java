package io.throughline.runtime.stock;

/**
 * What the ledger says there is of an item.
 *
 * @param level below zero when more was sold than there was
 * @param version counts changes of the level
 */
public record StockLevel(String sku, long level, long version) {

    /** What a system can be told that knows no oversold items: there are none left of it. */
    public long settable() {
        return Math.max(0, level);
    }
}
