package io.throughline.backbone.database;

/**
 * A place in a log table. Ordered by transaction first, because a row with a lower position may commit later.
 *
 * @param xid of the transaction that wrote the row
 * @param position of the row
 */
public record LogPosition(long xid, long position) {

    public static final LogPosition START = new LogPosition(0, 0);
}
