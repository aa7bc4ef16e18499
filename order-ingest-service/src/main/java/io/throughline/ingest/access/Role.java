package io.throughline.ingest.access;

/** What a caller may do; each role may also do what those before it may. */
public enum Role {
    /** Reads the log, the data of events and how the shops stand: the dashboard and the adapters. */
    SERVICE,
    /** Changes something: replays events, administers shops. */
    OPERATOR;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
