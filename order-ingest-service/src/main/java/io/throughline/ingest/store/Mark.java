package io.throughline.ingest.store;

import java.time.Instant;
import java.util.UUID;

/**
 * What a snapshot can be told by as an order of somebody who was erased.
 *
 * @param mark keyed hash of the customer's e-mail address or id, or of the order's key
 * @param createdAt of the order: one that was placed after the erasure is not meant by it
 */
public record Mark(String orderKey, UUID mark, Instant createdAt) {}
