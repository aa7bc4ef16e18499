package io.throughline.runtime;

import java.util.Collection;

/**
 * A bean of an adapter that keeps personal data in tables of its own. What the runtime keeps, the runtime erases.
 *
 * <p>Called in the transaction of the erasure, once nothing of these orders is open here any more, and perhaps again.
 */
@FunctionalInterface
public interface ErasesPersonalData {

    /**
     * Erases what it holds of whoever placed these orders.
     *
     * @return how many rows told of them
     */
    int erase(Collection<String> orderKeys);
}
