package io.throughline.runtime.store;

import java.time.Instant;
import java.util.UUID;

/**
 * One lease of one order. Whatever is written in its name is written only while it lasts, so neither a process that was
 * stopped for a while nor an attempt that outlived its lease undoes what was done since.
 *
 * @param until on the database's clock, to the microsecond; tells this lease from a later one of the same instance
 */
public record Fence(DeliveryId id, UUID owner, Instant until) {}
