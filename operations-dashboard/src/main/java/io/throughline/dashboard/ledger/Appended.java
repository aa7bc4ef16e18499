package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.UUID;

/** An event as ingest's log tells of it: committed there, whatever became of it on the broker. */
public record Appended(UUID eventId, UUID orderRef, int orderSeq, String orderKey, String type, Instant appendedAt) {}
