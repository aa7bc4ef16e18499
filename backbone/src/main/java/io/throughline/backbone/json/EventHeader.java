package io.throughline.backbone.json;

import java.time.Instant;
import java.util.UUID;

/** What must be known of an event to write it down, whatever its data. */
public record EventHeader(UUID id, String orderKey, String type, UUID orderRef, int sequence, Instant acceptedAt) {}
