package io.throughline.runtime.store;

import java.time.Instant;

/** A table that keeps nothing for ever. */
@FunctionalInterface
public interface Forgets {

    /** @param before nobody may ask any more for what was over by then */
    void forget(Instant before);
}
