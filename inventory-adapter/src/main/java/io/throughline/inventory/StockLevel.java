package io.throughline.inventory;

/**
 * What our ledger says there is of an item.
 *
 * @param level below zero when more was sold than there was
 * @param version counts changes of the level
 * @param sentVersion the newest that the inventory system is known to have
 */
record StockLevel(String sku, long level, long version, long sentVersion) {

    boolean isSent() {
        return sentVersion >= version;
    }
}
