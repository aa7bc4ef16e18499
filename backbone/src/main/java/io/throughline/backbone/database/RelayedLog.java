package io.throughline.backbone.database;

import java.util.List;

/** A log table that is sent on, in its order, at least once. */
public interface RelayedLog<T> {

    /** Its name in table {@code relay}. */
    String name();

    /**
     * The next rows in log order, settled or not. A row is settled when its transaction is below
     * {@code pg_snapshot_xmin(pg_current_snapshot())}.
     */
    List<LogEntry<T>> after(LogPosition position, int limit);

    /** Sends the rows and returns once the receiver has them; throws when it may not. */
    void send(List<LogEntry<T>> rows);
}
