package io.throughline.runtime.store;

/** Where a delivery is. */
public enum Standing {
    /** Waits for somebody's decision. */
    PARKED,
    /** Due, waiting or held. */
    OPEN,
    /** Decided to be discarded. */
    DISCARDING,
    FINISHED,
    UNKNOWN
}
