package io.throughline.runtime.stock;

import io.throughline.runtime.EffectKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The adapter's own account of stock. A bean of every adapter; it may be called by all instances at once. */
public interface StockLedger {

    /** Levels of those items that the ledger knows. */
    List<StockLevel> levels(Collection<String> skus);

    /** Units that these orders moved in all, by order key and item; below zero where they left. */
    Map<String, Map<String, Long>> movedBy(Collection<String> orderKeys);

    /** Takes over levels of items that the ledger does not know; those that it knows stay. */
    void open(Map<String, Long> levels);

    /**
     * Books what a delivery asks for, as far as it is not booked, and moves the levels with it: all or nothing, and
     * each effect key once for ever. Items must have been opened.
     *
     * @param decision from the order's movements so far to those that the delivery asks for; it runs in a transaction,
     *     while nobody else books for the order, and must not call anybody
     */
    Booking book(String orderKey, Function<Map<EffectKey, Movement>, List<Movement>> decision);
}
