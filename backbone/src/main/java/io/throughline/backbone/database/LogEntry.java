package io.throughline.backbone.database;

/**
 * One row of a log table.
 *
 * @param settled whether every transaction up to this row's has ended, so that no earlier row can appear any more
 */
public record LogEntry<T>(LogPosition position, boolean settled, T row) {}
