package io.throughline.dashboard.ledger;

import java.time.Instant;

/** An order that a search found. */
public record FoundOrder(String orderKey, String displayNumber, Instant lastAcceptedAt) {}
